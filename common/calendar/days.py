"""The calendar as a value: which days are worked, why, and how sure that is. It asks nobody and never changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DAY = dt.timedelta(days=1)
WEEKDAYS = (
    _("周一"),
    _("周二"),
    _("周三"),
    _("周四"),
    _("周五"),
    _("周六"),
    _("周日"),
)
# What notices name a holiday by; another name stays Chinese on an English page.
FESTIVALS = (
    gettext_noop("元旦"),
    gettext_noop("春节"),
    gettext_noop("清明节"),
    gettext_noop("劳动节"),
    gettext_noop("端午节"),
    gettext_noop("中秋节"),
    gettext_noop("国庆节"),
)
SATURDAY = 5
# Five notices reached back into December, none before the 29th; one whole week leaves no weekend of it out.
REACHED_BACK_FROM = 25


@dataclass(frozen=True, slots=True)
class Exceptional:
    """What a notice says of one day."""

    works: bool
    name: str
    notice: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Weeks, the days on which a notice departs from them, and for years without a notice the statutory days alone.

    The statutory days of 全国年节及纪念日放假办法 Art. 2 count only where no notice is known: a notice names them itself.
    """

    exceptions: Mapping[dt.date, Exceptional]
    noticed: frozenset[int]
    statutory: Mapping[dt.date, str]
    _departures: Mapping[dt.date, bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        departures = {
            day: False for day in self.statutory if day.year not in self.noticed
        }
        departures |= {day: found.works for day, found in self.exceptions.items()}
        for name, days in (
            ("exceptions", self.exceptions),
            ("statutory", self.statutory),
            ("_departures", departures),
        ):
            object.__setattr__(self, name, MappingProxyType(dict(days)))

    def works(self, day: dt.date) -> bool:
        """True on a working day; every other day is a rest day (Civil Code 203)."""
        return self._departures.get(day, day.weekday() < SATURDAY)

    def provisional(self, day: dt.date) -> bool:
        """True where no notice covers the day, so that it may still turn either way (暂定)."""
        return self._unnoticed_year(day) is not None

    def reason(self, day: dt.date) -> str:
        """Why the day is worked or not, as a person would say it."""
        if found := self.exceptions.get(day):
            return f"{_said(found)}（{found.notice}）"
        if not self.works(day) and day.year not in self.noticed:
            name = self.statutory.get(day)
            if name:
                return gettext("%(name)s（法定节日，%(year)s年放假通知未装入）") % {
                    "name": gettext(name),
                    "year": day.year,
                }
        return "工作日" if self.works(day) else weekday(day)

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """The working days after the start, up to and including the end; none where the end is not later."""
        return sum(map(self.works, days(start + DAY, end)))

    def years_without_notice(self, first: dt.date, last: dt.date) -> list[int]:
        """The years whose notice may still move a day of this stretch, both ends included."""
        years = {self._unnoticed_year(day) for day in days(first, last)}
        return sorted(year for year in years if year is not None)

    def _unnoticed_year(self, day: dt.date) -> int | None:
        if day.year not in self.noticed:
            return day.year
        reached_back = day.month == 12 and day.day >= REACHED_BACK_FROM
        if reached_back and day.year + 1 not in self.noticed:
            return day.year + 1
        return None


def days(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    """Each day from the first to the last, both included."""
    return (first + dt.timedelta(days=i) for i in range((last - first).days + 1))


def weekday(day: dt.date) -> str:
    return str(WEEKDAYS[day.weekday()])


def _said(found: Exceptional) -> str:
    name = gettext(found.name) if found.name else ""
    said = gettext("%(name)s调休上班") if found.works else gettext("%(name)s放假")
    return said % {"name": name}
