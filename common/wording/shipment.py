"""The list that comes with the software."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

from common import shipped
from common.wording.entries import WordingEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).parent / "entries.csv"


def entries() -> Iterator[dict[str, Any]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {**row, "since": int(row["since"]) if row["since"] else None}


def register() -> None:
    shipped.register("用语词表", WordingEntry, entries)
