"""Background effects, written in the transaction of what caused them and carried out after it.

A row names a topic and a key, never a value. A handler is idempotent: it reads the present state by the key.
A worker leases rows under a token of its own, so that one that dies gives them back when the lease ends, and one that
comes back too late touches nothing that is another's by then. One key is in one pair of hands at a time.
"""

from __future__ import annotations

from common.outbox.carrying import carry_out
from common.outbox.dead import discard, retry
from common.outbox.faults import NotNow
from common.outbox.putting import put, put_many
from common.outbox.row import OutboxRow, age, dead_count, oldest
from common.outbox.topics import register
from common.outbox.worker import WorkerBeat, beat, living

__all__ = [
    "NotNow",
    "OutboxRow",
    "WorkerBeat",
    "age",
    "beat",
    "carry_out",
    "dead_count",
    "discard",
    "living",
    "oldest",
    "put",
    "put_many",
    "register",
    "retry",
]
