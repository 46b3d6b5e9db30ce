"""The tables and charts of a page's body as data that anybody may take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from common.outputs.spreadsheet import number

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table: its block's own key, what it is called, and its cells."""

    identity: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def datasets(body: Any) -> list[Dataset]:
    """In the order of the page; a table without a caption is called after the heading above it."""
    return list(_found(body))


def _found(body: Any) -> Iterator[Dataset]:
    above, place = "", 0
    for child in body:
        if child.block_type == "heading":
            above = str(child.value)
        if child.block_type not in {"table", "chart"}:
            continue
        place += 1
        chart = child.block_type == "chart"
        table = child.value["table"] if chart else child.value
        name = child.value["title"] if chart else table.caption or above
        title = f"{gettext('数据')}{place} {name}".strip()
        headings = tuple(column["heading"] for column in table.columns)
        rows = tuple(
            tuple(number(str(cell)) for cell in row["values"]) for row in table.row_data
        )
        yield Dataset(str(child.id), title, headings, rows)
