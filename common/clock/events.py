"""What happens to a running clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that is not counted: from the day after the act to the day its result arrives, that day included.

    Where a rule lets only the time stated in a written notice be taken out (行政许可法第四十五条), `stated_until` is the
    last day that the notice names, and without it nothing is taken out.
    """

    since: dt.date
    until: dt.date | None = None
    stated_until: dt.date | None = None

    def __post_init__(self) -> None:
        for end in (self.until, self.stated_until):
            if end is not None and end < self.since:
                raise ValueError("a pause that ends before it begins")

    def holds(self, day: dt.date, *, stated: bool) -> bool:
        end = self.stated_until if stated else self.until or dt.date.max
        return end is not None and self.since < day <= end

    def is_open(self, *, stated: bool) -> bool:
        return not stated and self.until is None


@dataclass(frozen=True, slots=True)
class Extension:
    """More time. It takes effect only if approved, and told where the rule asks for it, by the due day."""

    approved: dt.date | None
    told: dt.date | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Restart:
    """A new period from a new day, with one new extension (政府信息公开条例第三十条)."""

    on: dt.date


@dataclass(frozen=True, slots=True)
class Stop:
    """The end of the clock: answered, withdrawn, handed to another body; the hour matters to an hour clock."""

    on: dt.date | dt.datetime


Event = Pause | Extension | Restart | Stop
