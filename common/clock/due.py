"""What a reckoning finds: the law's day, the day after rolling, the day of the alarm, and how it was counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from common.clock.words import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from common.clock.reckoning import Line

# When the counter closes; the site itself takes papers until midnight (民法典第二百零三条).
CLOSING = dt.time(17, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """`law` and `rolled` are empty while a pause is open, before the start, and where the law names no number."""

    state: State
    law: dt.date | None = None
    rolled: dt.date | None = None
    alarm: dt.date | None = None
    # An hour clock ends at a moment, and its alarm may stand earlier.
    moment: dt.datetime | None = None
    alarm_moment: dt.datetime | None = None
    # An internal target where the law names no number: never a legal deadline.
    target: dt.date | None = None
    # Of a backward clock: a working day before the alarm for ourselves, a working day in time for a citizen.
    reminder: dt.date | None = None
    # How much of the period is left while a pause is open.
    remaining: int | None = None
    provisional: bool = False
    late: bool = False
    reckoning: tuple[Line, ...] = ()

    @property
    def differs(self) -> bool:
        """The law's day and the rolled day are not the same, so a page shows both."""
        return self.law != self.rolled

    @property
    def lapses_at(self) -> dt.datetime | None:
        """The last day ends at 24:00; an hour clock at its moment."""
        return self.moment or (end_of(self.rolled) if self.rolled else None)

    @property
    def warned_at(self) -> dt.datetime | None:
        """The bureau is warned when its counter closes on the last day; an hour clock warns at its alarm."""
        if self.alarm_moment or self.rolled is None:
            return self.alarm_moment
        return timezone.make_aware(dt.datetime.combine(self.rolled, CLOSING))

    def is_alarmed(self, now: dt.datetime) -> bool:
        """A clock that has not begun is an alarm by itself: somebody still has to confirm (政府信息公开条例第三十一条)."""
        if self.state is State.WAITING:
            return True
        return self.alarm is not None and timezone.localdate(now) >= self.alarm


def end_of(day: dt.date) -> dt.datetime:
    """24:00 of the day."""
    return timezone.make_aware(
        dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    )


def earliest(dues: Iterable[Due]) -> Due | None:
    """Where several clocks run, the one whose alarm stands first."""
    alarmed = [
        (due.alarm, due.alarm_moment or end_of(due.alarm), place, due)
        for place, due in enumerate(dues)
        if due.alarm
    ]
    return min(alarmed, key=lambda each: each[:3])[3] if alarmed else None
