"""Asking for an effect, inside the transaction of its cause."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction

from common.outbox import topics
from common.outbox.carrying import carry
from common.outbox.faults import told
from common.outbox.leasing import take
from common.outbox.row import OutboxRow

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)


def put(topic: str, key: str) -> None:
    """Ask for an effect; it happens only if the surrounding transaction commits."""
    row = OutboxRow.objects.create(topic=topic, key=key)
    known = topics.registered.get(topic)
    if known and known.at_once:
        transaction.on_commit(lambda: _at_once(topic, row.pk))


def put_many(topic: str, keys: Sequence[str]) -> None:
    """Ask for many effects of one topic; they are left to the worker."""
    OutboxRow.objects.bulk_create(
        [OutboxRow(topic=topic, key=key) for key in keys], batch_size=500
    )


def _at_once(topic: str, pk: int) -> None:
    """What can be done now is; a fault leaves it to the worker and never reaches the one who caused it."""
    try:
        carry(take(topic, limit=1, pks=[pk]), topics.registered.get(topic))
    except Exception as fault:  # noqa: BLE001 - the cause is committed, its effect waits in the table
        log.warning("outbox: could not be carried out at once: %s", told(fault))
