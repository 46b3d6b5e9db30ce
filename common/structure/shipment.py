"""The bodies and functions that the software brings along: `shipped/*.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from common import shipped
from common.structure.body import OtherBody
from common.structure.competence import Competence

FOLDER = Path(__file__).parent / "shipped"
BODIES = "bodies.toml"


# What a row of the file need not say: told all the same, so that a doubt which the file drops is dropped.
SILENT_BODY = ("phones", "doubt")
SILENT_COMPETENCE = (
    "category",
    "where",
    "where_en",
    "note",
    "note_en",
    "basis_note",
    "doubt",
    "doubt_en",
)


def register() -> None:
    """The bodies before the functions, which name them."""
    shipped.register("外部机构", OtherBody, read_bodies)
    shipped.register("职权分工", Competence, read_competences)


def read_bodies() -> list[dict[str, Any]]:
    return [
        {**dict.fromkeys(SILENT_BODY, ""), **row, "unconfirmed": "doubt" in row}
        for row in _read(BODIES)
    ]


def read_competences() -> list[dict[str, Any]]:
    """A function without a body is the bureau's own; which section does it is the editor's to say, never the file's."""
    bodies = {body.code: body for body in OtherBody.objects.all()}
    files = [path.name for path in sorted(FOLDER.glob("*.toml"))]
    rows = [row for name in files if name != BODIES for row in _read(name)]
    return [
        {
            **dict.fromkeys(SILENT_COMPETENCE, ""),
            **row,
            "body": bodies[row["body"]] if "body" in row else None,
            "basis": "\n".join(row.get("basis", [])),
            "unconfirmed": "doubt" in row,
            "position": place,
        }
        for place, row in enumerate(rows, start=1)
    ]


def _read(name: str) -> list[dict[str, Any]]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["row"]
