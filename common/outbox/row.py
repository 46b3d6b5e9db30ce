"""The table of effects, and the questions that watchers ask of it."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone


class OutboxQuerySet(models.QuerySet["OutboxRow"]):
    def free(self) -> OutboxQuerySet:
        """In nobody's hand: never leased, given back, or left by a worker whose lease has ended."""
        return self.filter(_unleased(timezone.now()))

    def due(self) -> OutboxQuerySet:
        """What may be taken in hand now. A key that somebody works on is not, whichever of its rows that is."""
        now = timezone.now()
        in_hand = OutboxRow.objects.filter(
            topic=OuterRef("topic"), key=OuterRef("key"), leased_until__gte=now
        )
        return self.filter(
            _unleased(now), ~Exists(in_hand), dead=False, due_at__lte=now
        ).order_by("due_at", "pk")


def _unleased(now: dt.datetime) -> Q:
    return Q(leased_until=None) | Q(leased_until__lt=now)


class OutboxRow(models.Model):
    """One effect still to be carried out; a row that is done is deleted."""

    topic = models.CharField("事项", max_length=40)
    key = models.CharField("对象", max_length=200)
    put_at = models.DateTimeField("登记时间", default=timezone.now)
    due_at = models.DateTimeField("应办时间", default=timezone.now)
    # Whoever holds the row deletes or gives back only what still bears this token.
    lease = models.CharField("占用标记", max_length=32, blank=True)
    leased_until = models.DateTimeField("占用至", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("已试次数", default=0)
    dead = models.BooleanField("已停办", default=False)
    dead_at = models.DateTimeField("停办时间", null=True, blank=True)
    fault = models.TextField("最近错误", blank=True)

    objects = OutboxQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "后台任务"
        verbose_name_plural = "后台任务"
        indexes = [
            models.Index(fields=["dead", "due_at"], name="outbox_due"),
            models.Index(fields=["topic", "key"], name="outbox_key"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


def age() -> dt.timedelta:
    """How long the oldest effect that is due has waited to be taken in hand; long means that no worker works."""
    now = timezone.now()
    waiting = OutboxRow.objects.filter(dead=False, due_at__lte=now)
    first = waiting.aggregate(first=models.Min("due_at"))["first"]
    return now - first if first else dt.timedelta(0)


def oldest() -> dt.timedelta:
    """How long ago the oldest cause lies whose effect has not come, counting those that wait for another try."""
    alive = OutboxRow.objects.filter(dead=False)
    first = alive.aggregate(first=models.Min("put_at"))["first"]
    return max(timezone.now() - first, dt.timedelta(0)) if first else dt.timedelta(0)


def dead_count() -> int:
    """Effects that were given up, and wait for a person to look."""
    return OutboxRow.objects.filter(dead=True).count()
