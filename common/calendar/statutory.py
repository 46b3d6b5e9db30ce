"""The statutory days of the years to come, as a committed table (全国年节及纪念日放假办法 Art. 2, as of 2025)."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE = Path(__file__).parent / "statutory.csv"


@cache
def statutory_days() -> Mapping[dt.date, str]:
    """Each day with the festival's name; made by `servers/workdays.py` from one lunar library, tested with another."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return MappingProxyType(
            {
                dt.date.fromisoformat(row["date"]): row["name"]
                for row in csv.DictReader(file)
            }
        )
