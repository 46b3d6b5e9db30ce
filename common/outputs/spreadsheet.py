"""Tables as CSV and XLSX, with cells that a spreadsheet would run as formulas made harmless."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from common.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    Cell = str | int | float | Decimal | dt.date | dt.datetime | None

BOM = "\ufeff"
# What makes a spreadsheet read a text as a formula, also in full width, which some programs fold.
FORMULA = re.compile(r"[\s\u3000]*[=+\-@＝＋－﹣−＠﹢﹦﹫]")
NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,6})?")
LONGEST_CELL = 32_000
LONGEST_TITLE = 31
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def number(text: str) -> int | float | str:
    """A text that is a plain number and nothing else, as one; codes with leading zeros stay texts."""
    plain = text.strip()
    if not NUMBER.fullmatch(plain):
        return text
    return float(plain) if "." in plain else int(plain)


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with the mark that spreadsheets know it by. A text that could run is led by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_text(_plain(heading)) for heading in headings])
    for row in rows:
        writer.writerow(
            [
                _text(cell) if isinstance(cell, str) else cell
                for cell in map(_plain, row)
            ]
        )
    return (BOM + out.getvalue()).encode("utf-8")


def xlsx_bytes(
    headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str = "数据"
) -> bytes:
    """Every text is stored as a text, whatever it begins with; numbers and dates keep their kind."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_title(title))
    sheet.append([_cell(sheet, heading) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def download(
    form: str, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """The table as a file; `form` is csv or xlsx, KeyError for anything else."""
    content_type = TYPES[form]
    content = (
        csv_bytes(headings, rows)
        if form == "csv"
        else xlsx_bytes(headings, rows, title=name)
    )
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f"attachment; filename=\"data.{form}\"; filename*=UTF-8''{quote(f'{clean(name)}.{form}')}",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _plain(value: Cell) -> Cell:
    """Without unseen characters, and times in the clock of the wall."""
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).replace(tzinfo=None) if value.tzinfo else value
    return clean(value)[:LONGEST_CELL] if isinstance(value, str) else value


def _text(value: Cell) -> str:
    text = str(value)
    return f"'{text}" if FORMULA.match(text) else text


def _cell(sheet: object, value: Cell) -> WriteOnlyCell:
    plain = _plain(value)
    cell = WriteOnlyCell(sheet, None if plain == "" else plain)
    if isinstance(plain, str) and plain:
        cell.data_type = "s"
        # The spreadsheet's own mark for "this is a text", which also holds when somebody edits the cell.
        cell.quotePrefix = bool(FORMULA.match(plain))
    return cell


def _title(text: str) -> str:
    return re.sub(r"[\\/*?:\[\]']", " ", clean(text)).strip()[:LONGEST_TITLE] or "数据"
