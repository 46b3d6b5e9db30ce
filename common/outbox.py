"""Background effects, written in the transaction of what caused them and carried out after it.

A row names a topic and a key, never a value. A handler is idempotent: it reads the present state by the key.
A worker leases rows, so that one that dies gives them back when the lease ends.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Handler = Callable[[list[str]], None]

log = logging.getLogger(__name__)

LEASE = dt.timedelta(minutes=2)
TRIES = 8
BATCH = 200

_handlers: dict[str, Handler] = {}


class OutboxRow(models.Model):
    """One effect still to be carried out; a row that is done is deleted."""

    topic = models.CharField("事项", max_length=40)
    key = models.CharField("对象", max_length=200)
    put_at = models.DateTimeField("登记时间", default=timezone.now)
    due_at = models.DateTimeField("应办时间", default=timezone.now)
    leased_until = models.DateTimeField("占用至", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("已试次数", default=0)
    dead = models.BooleanField("已放弃", default=False)
    fault = models.TextField("最近错误", blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "后台任务"
        verbose_name_plural = "后台任务"
        indexes = [models.Index(fields=["dead", "due_at"], name="outbox_due")]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


def register(topic: str, handler: Handler) -> None:
    """Name who carries out a topic; called once, from an app's ready()."""
    _handlers[topic] = handler


def put(topic: str, key: str) -> None:
    """Ask for an effect; it happens only if the surrounding transaction commits."""
    row = OutboxRow.objects.create(topic=topic, key=key)
    transaction.on_commit(lambda: _at_once([row.pk]))


def put_many(topic: str, keys: Sequence[str]) -> None:
    """Ask for many effects of one topic; they are left to the worker."""
    OutboxRow.objects.bulk_create(
        [OutboxRow(topic=topic, key=key) for key in keys], batch_size=500
    )


def carry_out(limit: int = BATCH) -> int:
    """Lease what is due, carry it out, and say how many rows were taken."""
    due = Q(dead=False, due_at__lte=timezone.now()) & (
        Q(leased_until=None) | Q(leased_until__lt=timezone.now())
    )
    waiting = list(
        OutboxRow.objects.filter(due)
        .order_by("due_at", "pk")
        .values_list("pk", flat=True)[:limit]
    )
    return _carry_out(waiting)


def age() -> dt.timedelta:
    """How long the oldest effect that is due has waited; nothing waiting is zero."""
    now = timezone.now()
    oldest = OutboxRow.objects.filter(dead=False, due_at__lte=now).aggregate(
        oldest=models.Min("due_at")
    )["oldest"]
    return now - oldest if oldest else dt.timedelta(0)


def _at_once(pks: list[int]) -> None:
    """What can be done now is; a fault leaves it to the worker and never reaches the one who caused it."""
    try:
        _carry_out(pks)
    except Exception:  # the cause is committed, its effect waits in the table
        log.exception("the outbox could not be carried out at once")


def _carry_out(pks: list[int]) -> int:
    rows = _lease(pks)
    by_topic: dict[str, list[OutboxRow]] = defaultdict(list)
    for row in rows:
        by_topic[row.topic].append(row)
    for topic, group in by_topic.items():
        _handle(topic, group)
    return len(rows)


def _lease(pks: list[int]) -> list[OutboxRow]:
    """Only the rows whose claim changed a row are ours: two workers never hold the same one."""
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    until = now + LEASE
    ours = [
        pk
        for pk in pks
        if OutboxRow.objects.filter(free, pk=pk, dead=False).update(
            leased_until=until, tries=F("tries") + 1
        )
    ]
    return list(OutboxRow.objects.filter(pk__in=ours))


def _handle(topic: str, rows: list[OutboxRow]) -> None:
    pks = [row.pk for row in rows]
    try:
        handler = _handlers[topic]
        handler(list(dict.fromkeys(row.key for row in rows)))
    except Exception as fault:  # noqa: BLE001 - whatever went wrong is kept on the row and tried again
        log.warning("outbox topic %s failed for %d rows: %s", topic, len(rows), fault)
        for row in rows:
            _put_back(row, fault)
    else:
        OutboxRow.objects.filter(pk__in=pks).delete()


def _put_back(row: OutboxRow, fault: Exception) -> None:
    row.dead = row.tries >= TRIES
    row.due_at = timezone.now() + dt.timedelta(seconds=min(600, 2**row.tries))
    row.leased_until = None
    row.fault = f"{type(fault).__name__}: {fault}"[:2000]
    row.save(update_fields=["dead", "due_at", "leased_until", "fault"])
