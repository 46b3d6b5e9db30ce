"""The calendar as the tables have it now, kept in the process and looked at again when they have changed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import local
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Value

from common.calendar.days import Calendar, Exceptional
from common.calendar.statutory import statutory_days
from common.calendar.tables import HolidayNotice, WorkdayException

# So late, at most, does another process notice a change.
LOOK_AGAIN_SECONDS = 5.0

Stamp = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: Stamp
    calendar: Calendar
    looked_at: float


_everybodys: list[_Kept] = []
_uncommitted = local()


def current() -> Calendar:
    """Inside a transaction exactly what that transaction sees; outside one at most a few seconds old."""
    if connection.in_atomic_block:
        return _seen_in_transaction()
    kept = _everybodys[0] if _everybodys else None
    now = time.monotonic()
    if kept and now - kept.looked_at < LOOK_AGAIN_SECONDS:
        return kept.calendar
    stamp = _stamp()
    calendar = kept.calendar if kept and kept.stamp == stamp else read()
    _everybodys[:] = [_Kept(stamp, calendar, now)]
    return calendar


def forget() -> None:
    """Look at the tables again at the next question; called once a change is committed."""
    _everybodys.clear()


def read() -> Calendar:
    rows = WorkdayException.objects.filter(active=True)
    return Calendar(
        exceptions={
            day: Exceptional(works, name, notice)
            for day, works, name, notice in rows.values_list(
                "date", "works", "name", "notice"
            )
        },
        noticed=frozenset(
            HolidayNotice.objects.filter(active=True).values_list("year", flat=True)
        ),
        statutory=statutory_days(),
    )


def _seen_in_transaction() -> Calendar:
    """What is not committed is kept for this thread alone: nobody else may count by it."""
    stamp = _stamp()
    for kept in (*_everybodys, getattr(_uncommitted, "kept", None)):
        if kept and kept.stamp == stamp:
            return kept.calendar
    _uncommitted.kept = _Kept(stamp, read(), 0.0)
    return _uncommitted.kept.calendar


def _stamp() -> Stamp:
    """How many rows there are and when one was last written: any change of the tables changes it."""
    days, notices = (
        model._default_manager.order_by()
        .values(table=Value(name))
        .annotate(rows=Count("pk"), changed=Max("changed_at"))
        .values_list("table", "rows", "changed")
        for name, model in (("days", WorkdayException), ("notices", HolidayNotice))
    )
    return tuple(sorted(days.union(notices)))
