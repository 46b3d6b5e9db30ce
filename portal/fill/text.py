"""The light markup of the demo's data files, read into the blocks of a page's body."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from uuid import uuid4

NUMBERED = re.compile(r"\d+\.\s+")
Block = dict[str, Any]


def body(text: str) -> list[Block]:
    """Headings `## `, charts `%% bar title ; unit ; text` before their rows, bullets `- `, numbers `1. `, notices `> `, contacts `@ unit:market`, table rows `| `, else paragraphs."""
    blocks: list[Block] = []
    for line in (line.strip() for line in text.splitlines()):
        if line:
            _add(blocks, line)
    return [{"type": block["type"], "value": _value(block)} for block in blocks]


def _add(blocks: list[Block], line: str) -> None:
    kind, words = _kind(line)
    last = blocks[-1] if blocks else None
    if (last and last["type"] == "chart" and kind == "table") or (
        kind in {"bullets", "numbers", "table"} and last and last["type"] == kind
    ):
        last["lines"].append(words)
    else:
        blocks.append({"type": kind, "lines": [words]})


def _kind(line: str) -> tuple[str, str]:
    marks = (
        ("## ", "heading"),
        ("%% ", "chart"),
        ("@ ", "contact"),
        ("- ", "bullets"),
        ("> ", "notice"),
        ("|", "table"),
    )
    for mark, kind in marks:
        if line.startswith(mark):
            return kind, line if kind == "table" else line.removeprefix(mark).strip()
    if NUMBERED.match(line):
        return "numbers", NUMBERED.sub("", line, count=1)
    return "paragraph", line


def _value(block: Block) -> Any:
    lines = block["lines"]
    match block["type"]:
        case "bullets" | "numbers":
            # With keys of their own, as the editor writes them: translation finds items by their key.
            return [
                {"type": "item", "value": line, "id": str(uuid4())} for line in lines
            ]
        case "chart":
            return _chart(lines)
        case "table":
            return _table([_cells(line) for line in lines])
        case "paragraph":
            return f"<p>{escape(lines[0], quote=False)}</p>"
    return lines[0]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _chart(lines: list[str]) -> dict[str, Any]:
    about, *rows = lines
    kind, _, words = about.partition(" ")
    title, unit, text = (part.strip() for part in words.split(";"))
    table = _table([_cells(line) for line in rows])
    return {"kind": kind, "title": title, "unit": unit, "text": text, "table": table}


def _table(rows: list[list[str]]) -> dict[str, Any]:
    rows = [
        row for row in rows if not all(set(cell) <= {"-", ":"} and cell for cell in row)
    ]
    head, *rest = rows
    return {
        "columns": [{"type": "text", "heading": cell} for cell in head],
        "rows": [{"values": (row + [""] * len(head))[: len(head)]} for row in rest],
        "caption": "",
    }
