"""Carrying out what is due, a topic at a time; one poisoned key keeps no other from its effect."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db.models import Min

from common.outbox import topics
from common.outbox.faults import UnknownTopic, told
from common.outbox.leasing import Lease, kept, take
from common.outbox.row import OutboxRow
from common.outbox.topics import BATCH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from common.outbox.topics import Handler, Topic

    Stop = Callable[[], bool]

log = logging.getLogger(__name__)

# So many keys in a row that fail one by one: it is not the keys. The others are given back and lose no try.
ENOUGH = 3


def _never() -> bool:
    return False


def carry_out(stop: Stop = _never) -> int:
    """Take a batch of every topic that has something due, and say how many rows were taken.

    Topic by topic, so that a slow one does not keep the rest waiting. `stop` is asked between handler calls.
    """
    taken = 0
    due = OutboxRow.objects.due().order_by()
    names = due.values("topic").annotate(first=Min("due_at")).order_by("first")
    for name in [row["topic"] for row in names]:
        if stop():
            break
        topic = topics.registered.get(name)
        taken += carry(take(name, limit=topic.batch if topic else BATCH), topic, stop)
    return taken


def carry(lease: Lease | None, topic: Topic | None, stop: Stop = _never) -> int:
    """Carry out what was leased; how many rows that were."""
    if lease is None:
        return 0
    if topic is None:
        lease.fail(lease.rows, UnknownTopic(f"没有程序办理“{lease.rows[0].topic}”"))
        return len(lease.rows)
    by_key: dict[str, list[OutboxRow]] = {}
    for row in lease.rows:
        by_key.setdefault(row.key, []).append(row)
    with kept(lease):
        fault = _fault_of(topic.handler, list(by_key))
        if fault is None:
            lease.settle(lease.rows)
        elif len(by_key) == 1:
            _failed(lease, lease.rows, fault)
        else:
            _singly(lease, topic, list(by_key.values()), stop)
    return len(lease.rows)


def _singly(
    lease: Lease, topic: Topic, groups: list[list[OutboxRow]], stop: Stop
) -> None:
    """The batch failed: each key by itself, so that only what is at fault waits."""
    failed = 0
    for place, rows in enumerate(groups):
        if failed == ENOUGH or stop():
            lease.release([row for group in groups[place:] for row in group])
            return
        fault = _fault_of(topic.handler, [rows[0].key])
        if fault is None:
            failed = 0
            lease.settle(rows)
        else:
            failed += 1
            _failed(lease, rows, fault)


def _fault_of(handler: Handler, keys: list[str]) -> Exception | None:
    try:
        handler(keys)
    except Exception as fault:  # noqa: BLE001 - whatever went wrong is kept on the row and tried again
        return fault
    return None


def _failed(lease: Lease, rows: Sequence[OutboxRow], fault: Exception) -> None:
    log.warning("outbox: %s %s: %s", rows[0].topic, rows[0].key, told(fault))
    lease.fail(rows, fault)
