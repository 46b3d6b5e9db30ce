"""What a notice would do, before it is loaded: which days turn, what looks odd, and what moves with them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from common.calendar import effects
from common.calendar.days import (
    REACHED_BACK_FROM,
    SATURDAY,
    Calendar,
    Exceptional,
    days,
    weekday,
)
from common.calendar.present import read as read_calendar
from common.calendar.statutory import statutory_days
from common.calendar.tables import HolidayNotice, WorkdayException

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from common.calendar.sheet import NamedDay, Sheet

# Art. 2 has named thirteen days a year since 2025.
STATUTORY_COUNT = 13
STATUTORY_COUNT_SINCE = 2025


@dataclass(frozen=True, slots=True)
class Turn:
    """A day that would be worked and was not, or the other way round."""

    day: dt.date
    works: bool
    before: str
    after: str

    @property
    def weekday(self) -> str:
        return weekday(self.day)


@dataclass(frozen=True, slots=True)
class Preview:
    year: int
    old: Calendar
    new: Calendar
    turns: tuple[Turn, ...]
    remarks: tuple[str, ...]
    effects: tuple[tuple[str, str], ...]
    changes_nothing: bool

    @property
    def seal(self) -> str:
        """Tells whether what is confirmed is what was looked at."""
        seen = repr((self.year, self.turns, self.changes_nothing))
        return hashlib.sha256(seen.encode()).hexdigest()


def foresee(sheet: Sheet, year: int, number: str) -> Preview:
    old = read_calendar()
    new = _with(old, sheet, year, number)
    return Preview(
        year=year,
        old=old,
        new=new,
        turns=turns(old, new, year),
        remarks=tuple(_remarks(sheet, year, number, new)),
        effects=tuple(effects.foretold(old, new)),
        changes_nothing=new == old and _is_known(year, number),
    )


def turns(old: Calendar, new: Calendar, year: int) -> tuple[Turn, ...]:
    """The days of the year, and of the December before, on which the two differ."""
    stretch = days(dt.date(year - 1, 12, 1), dt.date(year, 12, 31))
    return tuple(
        Turn(day, new.works(day), old.reason(day), new.reason(day))
        for day in stretch
        if old.works(day) != new.works(day)
    )


def _with(old: Calendar, sheet: Sheet, year: int, number: str) -> Calendar:
    """The year's own days give way to the sheet's; a day of another year's notice stays unless the sheet names it."""
    own = set(WorkdayException.objects.filter(year=year).values_list("date", flat=True))
    named = {day.date: Exceptional(day.works, day.name, number) for day in sheet.days}
    kept = {day: said for day, said in old.exceptions.items() if day not in own}
    return Calendar(kept | named, old.noticed | {year}, old.statutory)


def _is_known(year: int, number: str) -> bool:
    return HolidayNotice.objects.filter(year=year, number=number, active=True).exists()


def _remarks(sheet: Sheet, year: int, number: str, new: Calendar) -> Iterator[str]:
    """Odd, and yet possible: a person decides."""
    yield from _of_lines(sheet, year)
    yield from _missing_festivals(sheet, year, new)
    yield from _balance(sheet, year)
    issued = re.search(r"[〔\[［(（](\d{4})[〕\]］)）]", number)
    if issued and int(issued[1]) not in {year - 1, year}:
        yield f"文号里的年份是 {issued[1]}，{year} 年的通知一般在上一年发出，请核对。"


def _of_lines(sheet: Sheet, year: int) -> Iterator[str]:
    statutory = statutory_days()
    for day in sheet.days:
        if day.works and day.date in statutory:
            yield f"{_at(day)}是法定节日（{statutory[day.date]}），却写成上班。"
        elif day.works and day.date.weekday() < SATURDAY:
            yield f"{_at(day)}本来就是工作日，补班一般在周末，请核对。"
        if day.date.year < year and day.date.day < REACHED_BACK_FROM:
            yield f"{_at(day)}在上一年 12 月 {REACHED_BACK_FROM} 日以前，通知一般不会追到这么早。"
    for day in sheet.repeated:
        yield f"{_at(day)}写了两遍，意思相同，按一遍计。"
    plain = sum(not day.works and day.date.weekday() >= SATURDAY for day in sheet.days)
    if plain:
        yield f"有 {plain} 个休息日本来就是周末：照样记下，用来说明放假原因，不改变工作日。"


def _missing_festivals(sheet: Sheet, year: int, new: Calendar) -> Iterator[str]:
    named = {day.date for day in sheet.days}
    for day, festival in statutory_days().items():
        if day.year == year and day not in named:
            then = "装入后将成为工作日" if new.works(day) else "仍按周末休息"
            yield f"法定节日 {day}（{weekday(day)}，{festival}）没有列出，{then}。"


def _balance(sheet: Sheet, year: int) -> Iterator[str]:
    """Swaps cancel out: what remains off is the number of statutory days."""
    off = _count(sheet.days, works=False) - _count(sheet.days, works=True)
    if year >= STATUTORY_COUNT_SINCE and off != STATUTORY_COUNT:
        few = "少于" if off < STATUTORY_COUNT else "多于"
        yield (
            f"从周一到周五休息的日子里减去周末补班，剩 {off} 天，{few}法定的 {STATUTORY_COUNT} 天，"
            "可能漏写或者多写了日子。"
        )


def _count(named: Iterable[NamedDay], *, works: bool) -> int:
    """The days on which the notice departs from the week in this direction."""
    return sum(
        day.works is works and (day.date.weekday() >= SATURDAY) is works
        for day in named
    )


def _at(day: NamedDay) -> str:
    return f"第 {day.line} 行 {day.date}（{weekday(day.date)}）"
