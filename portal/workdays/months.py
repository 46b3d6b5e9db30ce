"""A year of the calendar as twelve tables, and the days that a notice or the law names."""

from __future__ import annotations

import calendar as weeks
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from common.calendar.days import SATURDAY, days, weekday

if TYPE_CHECKING:
    from collections.abc import Iterator

    from common.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Cell:
    """One day as it is drawn: its number, a word where it is not as the week has it, and how it looks."""

    day: dt.date
    word: str
    kind: str
    provisional: bool
    today: bool


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    rows: list[list[Cell | None]]
    worked: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Named:
    """A line of the list beside the months."""

    day: dt.date
    weekday: str
    works: bool
    reason: str


def months(calendar: Calendar, year: int, today: dt.date) -> list[Month]:
    return [_month(calendar, year, number, today) for number in range(1, 13)]


def named(calendar: Calendar, year: int) -> list[Named]:
    """The days of the year that somebody has named: a notice, or for want of one the law."""
    return [
        Named(day, weekday(day), calendar.works(day), calendar.reason(day))
        for day in _of(year)
        if day in calendar.exceptions
        or (year not in calendar.noticed and day in calendar.statutory)
    ]


def worked(calendar: Calendar, year: int) -> int:
    return sum(map(calendar.works, _of(year)))


def _month(calendar: Calendar, year: int, number: int, today: dt.date) -> Month:
    rows = [
        [_cell(calendar, day, today) if day.month == number else None for day in week]
        for week in weeks.Calendar().monthdatescalendar(year, number)
    ]
    cells = [cell for row in rows for cell in row if cell]
    return Month(
        number,
        rows,
        worked=sum(calendar.works(cell.day) for cell in cells),
        provisional=any(cell.provisional for cell in cells),
    )


def _cell(calendar: Calendar, day: dt.date, today: dt.date) -> Cell:
    word, kind = _drawn(calendar, day)
    return Cell(day, word, kind, calendar.provisional(day), day == today)


def _drawn(calendar: Calendar, day: dt.date) -> tuple[str, str]:
    """A day off is marked 休 where it is named, a make-up day 班; an ordinary weekend is only grey."""
    weekend = day.weekday() >= SATURDAY
    if calendar.works(day):
        return ("班", "makeup") if weekend else ("", "worked")
    named_off = day in calendar.exceptions or not weekend
    return ("休", "off") if named_off else ("", "weekend")


def _of(year: int) -> Iterator[dt.date]:
    yield from days(dt.date(year, 1, 1), dt.date(year, 12, 31))
