"""The calendar day by day, against two libraries, the 2026 notice as printed, and a second lunar library."""

from __future__ import annotations

import csv
import datetime as dt
import time
from collections import Counter
from pathlib import Path

import chinese_calendar
import cnlunar
import pytest

from common.calendar import Calendar, current
from common.calendar.days import DAY, Exceptional, days
from common.calendar.statutory import statutory_days
from servers.workdays import STATUTORY

FIRST, LAST = dt.date(2004, 1, 1), dt.date(2026, 12, 31)
HERE = Path(__file__).parent
# 春节, 清明, 端午 and 中秋 never fall outside these; the library is too slow for whole years.
WHEN_FESTIVALS_FALL = (
    ((1, 20), (2, 24)),
    ((4, 3), (4, 7)),
    ((5, 24), (6, 28)),
    ((9, 4), (10, 10)),
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar() -> Calendar:
    return current()


def of_2026(*stretches: str) -> set[dt.date]:
    """`10/1–10/7` as the paper prints it."""
    found: set[dt.date] = set()
    for stretch in stretches:
        ends = [dt.date(2026, *map(int, end.split("/"))) for end in stretch.split("–")]
        found |= set(days(ends[0], ends[-1]))
    return found


def test_every_day_since_2004_is_as_the_first_library_has_it_but_one(calendar) -> None:
    walked = list(days(FIRST, LAST))

    differing = [
        day for day in walked if calendar.works(day) != chinese_calendar.is_workday(day)
    ]

    assert len(walked) == 8_401
    assert differing == [dt.date(2005, 12, 31)]


def test_every_day_since_2004_is_as_the_second_library_has_it(calendar) -> None:
    lines = (HERE / "holidays-2004-2026.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    departing = {
        dt.date.fromisoformat(row["date"]): row["works"] == "1" for row in rows
    }

    differing = [
        day
        for day in days(FIRST, LAST)
        if calendar.works(day) != departing.get(day, day.weekday() < 5)
    ]

    assert len(departing) >= 500
    assert differing == []


def test_2026_is_as_the_notice_prints_it(calendar) -> None:
    off = of_2026(
        "1/1–1/3",
        "2/15–2/23",
        "4/4–4/6",
        "5/1–5/5",
        "6/19–6/21",
        "9/25–9/27",
        "10/1–10/7",
    )
    worked = of_2026("1/4", "2/14", "2/28", "5/9", "9/20", "10/10")
    year = list(days(dt.date(2026, 1, 1), LAST))

    assert {day for day in year if day in calendar.exceptions} == off | worked
    assert not any(map(calendar.works, off))
    assert all(map(calendar.works, worked))
    assert sum(map(calendar.works, year)) == 248
    assert not any(calendar.years_without_notice(day, day) for day in year[:-7])


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-02-12", 20, "2026-03-18"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-04-30", 7, "2026-05-13"),
        ("2026-06-18", 3, "2026-06-24"),
        ("2026-09-18", 20, "2026-10-22"),
        ("2026-09-24", 10, "2026-10-15"),
        ("2026-09-29", 15, "2026-10-26"),
        ("2026-11-23", 20, "2026-12-21"),
    ],
)
def test_working_days_are_counted_as_in_the_worked_examples(
    calendar, start, count, due
) -> None:
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(due)

    assert calendar.works(last)
    assert calendar.working_days_between(first, last) == count
    assert calendar.working_days_between(last, first) == 0


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2005-12-31", "元旦调休上班（国办发明电〔2005〕35号）"),
        (
            "2015-09-04",
            "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日放假（国发明电〔2015〕1号）",
        ),
        ("2020-01-31", "春节放假（国办发明电〔2020〕1号）"),
        ("2026-10-01", "国庆节放假（国办发明电〔2025〕7号）"),
        ("2026-10-10", "国庆节调休上班（国办发明电〔2025〕7号）"),
        ("2026-11-21", "周六"),
        ("2026-11-23", "工作日"),
        ("2027-02-05", "春节（法定节日，2027年放假通知未装入）"),
        ("2027-02-06", "春节（法定节日，2027年放假通知未装入）"),
        ("2027-02-09", "工作日"),
        ("2028-10-03", "中秋节、国庆节（法定节日，2028年放假通知未装入）"),
    ],
)
def test_each_day_says_why(calendar, day, reason) -> None:
    assert calendar.reason(dt.date.fromisoformat(day)) == reason


def test_a_year_without_a_notice_counts_the_statutory_days_alone(calendar) -> None:
    year = list(days(dt.date(2027, 1, 1), dt.date(2027, 12, 31)))

    off = [day for day in year if not calendar.works(day) and day.weekday() < 5]
    worked = [day for day in year if calendar.works(day) and day.weekday() >= 5]

    assert [f"{day:%m-%d}" for day in off] == [
        *("01-01", "02-05", "02-08", "04-05", "06-09", "09-15", "10-01"),
    ]
    assert worked == []
    assert all(map(calendar.provisional, year))


@pytest.mark.parametrize(
    ("day", "provisional"),
    [
        ("2026-11-30", False),
        ("2026-12-24", False),
        ("2026-12-25", True),
        ("2026-12-31", True),
        ("2027-01-01", True),
        ("2025-12-31", False),
        ("2004-01-01", False),
        ("2003-12-31", True),
        ("2041-01-01", True),
    ],
)
def test_a_day_that_no_notice_covers_is_provisional(calendar, day, provisional) -> None:
    assert calendar.provisional(dt.date.fromisoformat(day)) is provisional


def test_the_years_that_may_still_move_a_stretch_are_named(calendar) -> None:
    def between(first: str, last: str) -> list[int]:
        return calendar.years_without_notice(
            dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        )

    assert between("2026-11-01", "2026-12-24") == []
    assert between("2026-11-01", "2026-12-28") == [2027]
    assert between("2026-12-01", "2028-01-01") == [2027, 2028]


def test_every_day_a_notice_reached_back_to_would_have_been_provisional(
    calendar,
) -> None:
    """Had the next year's notice been unknown; those of 2022 and 2023 only name a weekend."""
    reached = [
        day
        for day in calendar.exceptions
        if day.month == 12 and day.year in calendar.noticed
    ]

    for day in reached:
        before = Calendar(
            calendar.exceptions,
            calendar.noticed - {day.year + 1},
            calendar.statutory,
        )
        assert before.provisional(day)
    assert Counter(day.year for day in reached) == {
        2005: 1,
        2006: 2,
        2007: 3,
        2011: 1,
        2018: 3,
        2022: 1,
        2023: 2,
    }


def test_the_statutory_days_are_those_of_a_second_lunar_library() -> None:
    found = statutory_days()
    walked = 0

    for year in STATUTORY:
        expected = set(_statutory_by_the_second(year))
        assert {day for day in found if day.year == year} == expected
        walked += 1

    assert walked == 14
    assert {day.year for day in found} == set(STATUTORY)
    # Thirteen a year, less the three years in which 中秋 falls into 国庆.
    assert len(found) == 14 * 13 - 3


def test_a_count_of_twenty_working_days_takes_microseconds(calendar) -> None:
    start, rounds = dt.date(2026, 9, 18), 500
    began = time.perf_counter()

    due = {_twenty_working_days_after(start, calendar) for _ in range(rounds)}

    assert due == {dt.date(2026, 10, 22)}
    assert (time.perf_counter() - began) / rounds < 0.000_5


def test_a_calendar_cannot_be_changed(calendar) -> None:
    with pytest.raises(AttributeError):
        calendar.noticed = frozenset()
    with pytest.raises(TypeError):
        calendar.exceptions[FIRST] = Exceptional(works=True, name="", notice="")


def _twenty_working_days_after(day: dt.date, calendar: Calendar) -> dt.date:
    left = 20
    while left:
        day += DAY
        left -= calendar.works(day)
    return day


def _statutory_by_the_second(year: int) -> list[dt.date]:
    fixed = [
        dt.date(year, *day)
        for day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
    ]
    lunar = [
        day
        for first, last in WHEN_FESTIVALS_FALL
        for day in days(dt.date(year, *first), dt.date(year, *last))
        if _is_festival(cnlunar.Lunar(dt.datetime(day.year, day.month, day.day, 12)))  # noqa: DTZ001 - the library takes a day of the calendar
    ]
    eve = [day - DAY for day in lunar if _month_and_day(day) == (1, 1)]
    assert len(lunar) == 6
    return fixed + lunar + eve


def _is_festival(lunar: cnlunar.Lunar) -> bool:
    day = (lunar.lunarMonth, lunar.lunarDay)
    festivals = {(1, 1), (1, 2), (1, 3), (5, 5), (8, 15)}
    named = day in festivals and not lunar.isLunarLeapMonth
    return named or lunar.todaySolarTerms == "清明"


def _month_and_day(day: dt.date) -> tuple[int, int]:
    lunar = cnlunar.Lunar(dt.datetime(day.year, day.month, day.day, 12))  # noqa: DTZ001 - as above
    return lunar.lunarMonth, lunar.lunarDay
