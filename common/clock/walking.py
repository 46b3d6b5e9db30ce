"""Steps along the calendar, each day looked at and written down."""

from __future__ import annotations

import calendar as months
import datetime as dt
from typing import TYPE_CHECKING, Protocol

from common.clock.reckoning import Kind, Tally
from common.clock.words import Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from common.clock.events import Pause

DAY = dt.timedelta(days=1)


class Calendar(Protocol):
    """Which days are worked; common.calendar keeps the real one."""

    def works(self, day: dt.date) -> bool: ...

    def provisional(self, day: dt.date) -> bool: ...

    def reason(self, day: dt.date) -> str: ...


class Gaps:
    """The days that pauses take out of one period."""

    def __init__(
        self, pauses: Sequence[Pause], *, stated: bool, begun: dt.date
    ) -> None:
        self._pauses = pauses
        self._stated = stated
        opened = [pause.since for pause in pauses if pause.is_open(stated=stated)]
        # One that was already open when the period began leaves nothing to count.
        self.open_since = max(begun, min(opened)) if opened else None

    def hold(self, day: dt.date) -> bool:
        return any(pause.holds(day, stated=self._stated) for pause in self._pauses)


class Walk:
    """One reckoning's steps: remembers whether any day it looked at may still change (clocks.md 2)."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.tally = Tally()
        self.provisional = False

    def works(self, day: dt.date) -> bool:
        self.look(day)
        return self.calendar.works(day)

    def look(self, day: dt.date) -> None:
        if not self.provisional and self.calendar.provisional(day):
            self.provisional = True

    def reason(self, day: dt.date) -> str:
        """Why a rest day is none, or why a weekend is worked; an ordinary working day needs no reason."""
        ordinary = self.calendar.works(day) and day.weekday() < 5
        return "" if ordinary else self.calendar.reason(day)

    def nearest(self, day: dt.date, step: dt.timedelta) -> dt.date:
        """The day itself if it is worked, else the first such day in the direction of the step."""
        while not self.works(day):
            day += step
        return day

    def count(
        self, start: dt.date, amount: int, unit: str, gaps: Gaps
    ) -> tuple[dt.date, int]:
        """The amount-th day after the start, and how many were counted: fewer only where a pause has no end."""
        day, counted = start, 0
        while counted < amount:
            day += DAY
            if gaps.open_since is not None and day > gaps.open_since:
                break
            if gaps.hold(day):
                self.look(day)
                self.tally.day(Kind.PAUSED, day)
            else:
                counted = self._step(day, unit, counted)
        return day, counted

    def count_back(self, event: dt.date, amount: int, unit: str) -> dt.date:
        """The amount-th day before the event."""
        day, counted = event, 0
        while counted < amount:
            day -= DAY
            counted = self._step(day, unit, counted)
        return day

    def _step(self, day: dt.date, unit: str, counted: int) -> int:
        self.look(day)
        if unit == Unit.DAYS:
            self.tally.day(Kind.CALENDAR, day, number=counted + 1)
        elif self.calendar.works(day):
            self.tally.day(Kind.WORKING, day, self.reason(day), counted + 1)
        else:
            self.tally.day(Kind.SKIPPED, day, self.reason(day))
            return counted
        return counted + 1


def corresponding(start: dt.date, amount: int) -> dt.date:
    """The day of the same number so many months later, or that month's last (民法典第二百零二条)."""
    year, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
    last = months.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(start.day, last))
