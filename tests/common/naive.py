"""Deadlines the slow way: one day after the other, from the words of a row alone. It shares no code with the engine.

The days come from the package chinesecalendar, with its one known error put right: 2005-12-31 was a working Saturday
(国办发明电〔2005〕35号).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

import chinese_calendar

ONE_DAY = dt.timedelta(days=1)
ONE_MINUTE = dt.timedelta(minutes=1)
DATE = r"(\d{4}-\d{2}-\d{2})"


@cache
def is_worked(day: dt.date) -> bool:
    return day == dt.date(2005, 12, 31) or chinese_calendar.is_workday(day)


@dataclass
class Happenings:
    """The events of a row, as its words tell them."""

    gaps: list[tuple[dt.date, dt.date]]
    restarts: list[dt.date]
    extensions: list[tuple[dt.date, dt.date | None, int | None]]


def happenings(text: str, period: str) -> Happenings:
    stated = "只扣除书面告知的时间" in period
    found = Happenings([], [], [])
    for part in filter(None, text.split("；")):
        days = [dt.date.fromisoformat(each) for each in re.findall(DATE, part)]
        if part.startswith("中止"):
            counts = "书面告知" in part if stated else "可中止" in period
            if counts:
                found.gaps.append((days[0], days[1]))
        elif part.startswith("重新起算"):
            if "可重新起算" in period:
                found.restarts.append(days[0])
        elif part.startswith("延长"):
            amount = re.match(r"延长(\d+)", part)
            told = days[1] if "告知" in part else None
            found.extensions.append((days[0], told, int(amount[1]) if amount else None))
        else:
            raise ValueError(part)
    return found


def _read(pattern: str, words: str) -> tuple[str, ...]:
    found = re.match(pattern, words)
    assert found, words
    return found.groups()


def deadline(start: str, events: str, period: str) -> tuple[str, str]:
    """法定末日 and 顺延后, as a row writes them."""
    head = period.split("；")[0]
    if "小时" in head:
        end = _hours(start, head)
        return end, end
    day = dt.date.fromisoformat(start)
    if head.startswith("事件前"):
        return _before(day, head)
    if head.startswith(("每年", "当日", "立即")):
        law = _named(day, head)
        return str(law), str(law)
    return _after(day, happenings(events, period), period)


def _hours(start: str, head: str) -> str:
    moment = dt.datetime.fromisoformat(start)
    minutes = int(_read(r"(\d+)小时", head)[0]) * 60
    while minutes:
        if "只计工作日" not in head or is_worked(moment.date()):
            minutes -= 1
        moment += ONE_MINUTE
    if moment.hour == moment.minute == 0:
        return f"{moment.date() - ONE_DAY} 24:00"
    return f"{moment:%Y-%m-%d %H:%M}"


def _named(day: dt.date, head: str) -> dt.date:
    named = re.match(r"每年(\d+)月(\d+)日", head)
    while named and (day.month, day.day) != (int(named[1]), int(named[2])):
        day += ONE_DAY
    while "只在工作日" in head and not is_worked(day):
        day += ONE_DAY
    return day


def _before(day: dt.date, head: str) -> tuple[str, str]:
    number, unit = _read(r"事件前(\d+)(个工作日|日)", head)
    left = int(number)
    while left:
        day -= ONE_DAY
        if unit == "日" or is_worked(day):
            left -= 1
    last = day
    while "本局" in head and not is_worked(last):
        last -= ONE_DAY
    return str(day), str(last)


def _after(day: dt.date, events: Happenings, period: str) -> tuple[str, str]:
    for restart in sorted(events.restarts):
        if restart >= day:
            day = restart
    law, last = _end(day, events, period, 0)
    most = re.search(r"可延长(\d+)", period)
    for approved, told, amount in sorted(events.extensions):
        if not most or approved < day:
            continue
        in_time = approved <= last
        if "须告知" in period:
            in_time = in_time and told is not None and told <= last
        if in_time:
            added = int(most[1]) if amount is None else min(amount, int(most[1]))
            law, last = _end(day, events, period, added)
            break
    return str(law), str(last)


def _end(
    day: dt.date, events: Happenings, period: str, added: int
) -> tuple[dt.date, dt.date]:
    number, unit = _read(r"(\d+)(个工作日|日|个月|年)", period)
    left = int(number) + added
    if unit in {"个月", "年"}:
        law = _months(day, left * (12 if unit == "年" else 1))
    else:
        law = _days(day, left, unit, events.gaps)
    last = law
    while "不顺延" not in period and not is_worked(last):
        last += ONE_DAY
    return law, last


def _days(
    day: dt.date, left: int, unit: str, gaps: list[tuple[dt.date, dt.date]]
) -> dt.date:
    while left:
        day += ONE_DAY
        if any(first < day <= last for first, last in gaps):
            continue
        if unit == "日" or is_worked(day):
            left -= 1
    return day


def _months(day: dt.date, months: int) -> dt.date:
    """Day by day until so many months have turned and the number of the day, or the end of the month, is reached."""
    number = day.day
    while months:
        day += ONE_DAY
        if day.day == 1:
            months -= 1
    while day.day != number and (day + ONE_DAY).day != 1:
        day += ONE_DAY
    return day
