"""The notices that come with the software, and when they stay out: a year loaded in the admin belongs to the bureau."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from common import shipped
from common.calendar.tables import HolidayNotice, WorkdayException

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


def exceptions() -> Iterator[dict[str, Any]]:
    own = _own_years()
    for row in _rows("exceptions.csv"):
        year = int(row["year"])
        if year not in own:
            yield {
                "code": row["date"],
                "date": dt.date.fromisoformat(row["date"]),
                "works": row["works"] == "1",
                "name": row["name"],
                "notice": row["notice"],
                "year": year,
            }


def notices() -> Iterator[dict[str, Any]]:
    own = _own_years()
    for row in _rows("notices.csv"):
        year = int(row["year"])
        if year not in own:
            yield {"code": row["year"], "year": year, "number": row["number"]}


def register() -> None:
    """The days before the notices: until the last of its days is there, a year counts as without a notice."""
    shipped.register("放假调休日", WorkdayException, exceptions)
    shipped.register("放假通知", HolidayNotice, notices)


def _own_years() -> set[int]:
    return set(
        HolidayNotice.objects.filter(shipped__isnull=True).values_list(
            "year", flat=True
        )
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
