"""The calendar's files: `python -m servers.workdays` writes the notices' days and the statutory days of years to come.

Run by hand when a library knows a new year; its number goes into common/calendar/notices.csv first.
"""

from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING

import chinese_calendar
from chinese_calendar import constants
from lunar_python import Lunar, Solar

from servers.processes import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = ROOT / "common" / "calendar"
STATUTORY = range(2027, 2041)

# The library takes it for an ordinary Saturday; 国办发明电〔2005〕35号 made it a working one.
NEW_YEAR_2006 = dt.date(2005, 12, 31)
# Notices that came within their year and changed it.
LATER = {
    "国发明电〔2015〕1号": (dt.date(2015, 9, 3), dt.date(2015, 9, 6)),
    "国办发明电〔2019〕3号": (dt.date(2019, 4, 28), dt.date(2019, 5, 5)),
    "国办发明电〔2020〕1号": (dt.date(2020, 1, 31), dt.date(2020, 2, 2)),
}
NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


def notices() -> dict[int, str]:
    with (FOLDER / "notices.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["year"]): row["number"] for row in csv.DictReader(file)}


def exceptions() -> Iterator[tuple[str, str, str, str, int]]:
    """Each day that a notice names: date, works, name, notice, and the year whose notice it is."""
    numbers = notices()
    new_year = constants.Holiday.new_years_day.value
    named = {**constants.holidays, **constants.workdays, NEW_YEAR_2006: new_year}
    for day in sorted(named):
        if day.year in numbers:
            works = day == NEW_YEAR_2006 or chinese_calendar.is_workday(day)
            year = notice_year(day)
            number = _later(day) or numbers[year]
            yield day.isoformat(), str(int(works)), _name(named[day]), number, year


def notice_year(day: dt.date) -> int:
    """The days at the end of December belong to New Year's, and so to the next year's notice."""
    return day.year + (day.month == 12)


def _later(day: dt.date) -> str:
    return next(
        (number for number, (first, last) in LATER.items() if first <= day <= last), ""
    )


def _name(english: str) -> str:
    chinese = constants.Holiday(english).chinese
    return NAMES.get(chinese, chinese)


def statutory() -> Iterator[tuple[str, str]]:
    """全国年节及纪念日放假办法 Art. 2 as of 2025: thirteen days a year, fewer where two festivals share one."""
    for year in STATUTORY:
        festivals: dict[dt.date, list[str]] = {}
        for day, name in _of(year):
            festivals.setdefault(day, []).append(name)
        for day, names in sorted(festivals.items()):
            yield day.isoformat(), "、".join(names)


def _of(year: int) -> Iterator[tuple[dt.date, str]]:
    yield dt.date(year, 1, 1), "元旦"
    first_of_first_month = _lunar(year, 1, 1)
    for offset in (-1, 0, 1, 2):  # the last day of the old year to the third of the new
        yield first_of_first_month + dt.timedelta(days=offset), "春节"
    yield _clear_and_bright(year), "清明节"
    yield dt.date(year, 5, 1), "劳动节"
    yield dt.date(year, 5, 2), "劳动节"
    yield _lunar(year, 5, 5), "端午节"
    yield _lunar(year, 8, 15), "中秋节"
    for day in (1, 2, 3):
        yield dt.date(year, 10, day), "国庆节"


def _lunar(year: int, month: int, day: int) -> dt.date:
    return _date(Lunar.fromYmd(year, month, day).getSolar())


def _clear_and_bright(year: int) -> dt.date:
    """A solar term: the fourth, fifth or sixth of April."""
    table = Solar.fromYmd(year, 4, 5).getLunar().getJieQiTable()
    return _date(table["清明"])


def _date(solar: Solar) -> dt.date:
    return dt.date(solar.getYear(), solar.getMonth(), solar.getDay())


def write(name: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    write("exceptions.csv", ("date", "works", "name", "notice", "year"), exceptions())
    write("statutory.csv", ("date", "name"), statutory())
