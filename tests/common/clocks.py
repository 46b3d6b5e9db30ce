"""A rule written down in a test, and the days of the real calendar without a database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from tests.common import naive

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Terms:
    """A rule with the engine's fields; a plain forward clock unless a test says more."""

    unit: str
    amount: int | None = None
    direction: str = "after"
    binds: str = "bureau"
    month: int | None = None
    day: int | None = None
    rolls: bool = True
    minimum: bool = False
    on_working_days: bool = False
    pauses: str = ""
    pause_stated: bool = False
    restarts: str = ""
    extension: int | None = None
    extension_told: bool = True
    target: int | None = None


@dataclass(frozen=True)
class Days:
    """The notices of 2004 to 2026; every later day, and what lies next before it, is provisional."""

    more_rest: frozenset[dt.date] = field(default=frozenset())

    def works(self, day: dt.date) -> bool:
        if day in self.more_rest:
            return False
        return naive.is_worked(day) if day.year <= 2026 else day.weekday() < 5

    def provisional(self, day: dt.date) -> bool:
        return day >= dt.date(2026, 12, 25)

    def reason(self, day: dt.date) -> str:
        if self.works(day):
            return "调休上班" if day.weekday() >= 5 else "工作日"
        return "周六周日" if day.weekday() >= 5 else "放假"


def on(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def working_days(amount: int, **more) -> Terms:
    return Terms("working-days", amount, rolls=False, **more)


def days(amount: int, **more) -> Terms:
    return Terms("days", amount, **more)


REPLY = working_days(20, pauses="征求意见", restarts="补正", extension=20)
