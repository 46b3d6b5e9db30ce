"""Excel files that mean harm."""

from __future__ import annotations

import io
import zipfile

from tests.common import samples
from tests.common.hostile import MEGABYTE, Hostile, bad
from tests.common.hostile_office import XXE
from tests.common.samples import XML, docx


def sheets(**parts: bytes | str) -> bytes:
    """An Excel file with parts put in or put over."""
    out = io.BytesIO()
    named = {name.replace("__", "/"): part for name, part in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(samples.xlsx())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, part in named.items():
            new.writestr(name, part)
    return out.getvalue()


def sheet(cell: str) -> str:
    return f'{XML}<worksheet xmlns="{samples.NS}/spreadsheetml/2006/main"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'


def cell(formula: str) -> bytes:
    return sheets(
        **{
            "xl/worksheets/sheet1.xml": sheet(
                f'<c r="A1"><f>{formula.replace("<", "&lt;")}</f></c>'
            )
        }
    )


EXCEL: list[Hostile] = [
    bad("Excel: Word file inside", "a.xlsx", docx(), "mismatch"),
    bad(
        "Excel: macro sheet",
        "a.xlsx",
        sheets(xl__macrosheets__sheet1_xml="<a/>"),
        "macro",
    ),
    bad(
        "Excel: link to another book",
        "a.xlsx",
        sheets(**{"xl/externalLinks/externalLink1.xml": "<a/>"}),
        "linked",
    ),
    bad(
        "Excel: data connection",
        "a.xlsx",
        sheets(**{"xl/connections.xml": "<a/>"}),
        "linked",
    ),
    bad(
        "Excel: DDE formula",
        "a.xlsx",
        sheets(
            **{
                "xl/worksheets/sheet1.xml": sheet(
                    "<c r='A1'><f>cmd|'/c calc'!A0</f></c>"
                )
            }
        ),
        "linked",
    ),
    bad(
        "Excel: fetches from the web",
        "a.xlsx",
        sheets(
            **{
                "xl/worksheets/sheet1.xml": sheet(
                    '<c r="A1"><f>WEBSERVICE("http://evil.example")</f></c>'
                )
            }
        ),
        "linked",
    ),
    bad(
        "Excel: XXE in its strings",
        "a.xlsx",
        sheets(**{"xl/sharedStrings.xml": XXE}),
        "entities",
    ),
    bad(
        "Excel: sheet of 200 MB",
        "a.xlsx",
        lambda: sheets(**{"xl/worksheets/sheet1.xml": b"0" * (200 * MEGABYTE)}),
        "heavy",
    ),
    bad(
        "Excel: ten million cells",
        "a.xlsx",
        lambda: sheets(**{"xl/worksheets/sheet1.xml": sheet("<c/>" * 10_000_000)}),
        "heavy",
    ),
]
