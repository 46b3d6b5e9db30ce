"""A notice as a person writes it down: one line a day, read tolerantly, nothing of it lost."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from common.calendar.days import weekday

WORKS = {"上班", "班", "工作", "工作日", "上班日", "补班", "调班", "调休上班"}
OFF = {"休息", "休", "放假", "假", "假日", "休假", "休息日", "放假日", "放假调休"}
DATE = re.compile(
    r"(?:(?P<y>\d{4})\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})\s?日?|(?P<run>\d{8}))"
    r"(?:\s*0?0:00(?::00)?)?"
    r"(?:\s*\(?(?:周|星期)(?P<w>[一二三四五六日天])\)?)?",
    re.ASCII,
)
SEPARATORS = re.compile(r"[，\t;；]")
LONGEST_NAME = 80


class NotText(Exception):
    """The bytes are in none of the encodings that spreadsheets write."""


@dataclass(frozen=True, slots=True)
class NamedDay:
    """One line that could be read."""

    line: int
    date: dt.date
    works: bool
    name: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One line that could not, its text kept, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    days: tuple[NamedDay, ...]
    faults: tuple[Fault, ...]
    repeated: tuple[NamedDay, ...]  # said twice, in the same sense


class _Unreadable(Exception):
    pass


def decode(content: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else GB18030, as Excel saves in China."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotText


def read(text: str, year: int) -> Sheet:
    """The days of one year's notice; the December before belongs to it, since New Year's may reach back."""
    found: dict[dt.date, NamedDay] = {}
    faults: list[Fault] = []
    repeated: list[NamedDay] = []
    for line, content in _lines(text):
        try:
            day = _named(line, content, year)
            earlier = found.setdefault(day.date, day)
            if earlier.works != day.works:
                raise _Unreadable(f"与第 {earlier.line} 行矛盾：同一天又上班又休息")
            if earlier is not day:
                repeated.append(day)
        except _Unreadable as why:
            faults.append(Fault(line, content, str(why)))
    days = tuple(sorted(found.values(), key=lambda day: day.date))
    return Sheet(days, tuple(faults), tuple(repeated))


def _lines(text: str) -> list[tuple[int, str]]:
    """What is to be read: neither blank lines, nor remarks, nor the heading."""
    lines = [
        (number, content.strip())
        for number, content in enumerate(text.removeprefix("\ufeff").splitlines(), 1)
    ]
    kept = [
        (n, text) for n, text in lines if text.strip(",，;；\t ") and text[0] != "#"
    ]
    return kept[1:] if kept and _is_heading(kept[0][1]) else kept


def _is_heading(text: str) -> bool:
    return "日期" in text and not re.search(r"\d", text)


def _named(line: int, content: str, year: int) -> NamedDay:
    first, sense, *rest = [*_cells(content), ""]
    date = _date(first)
    if date.year != year and (date.year, date.month) != (year - 1, 12):
        raise _Unreadable(f"不是 {year} 年的日期（上一年只接受 12 月）")
    name = "，".join(cell for cell in rest if cell)
    if len(name) > LONGEST_NAME:
        raise _Unreadable(f"说明超过 {LONGEST_NAME} 个字")
    return NamedDay(line, date, _works(sense), name)


def _cells(content: str) -> list[str]:
    try:
        cells = next(csv.reader([SEPARATORS.sub(",", content)]))
    except csv.Error:
        raise _Unreadable("引号不成对，或者不是一行表格") from None
    if len(cells) < 2:
        raise _Unreadable("只有一栏；应为“日期,上班/休息,说明”")
    return [cell.strip() for cell in cells]


def _date(text: str) -> dt.date:
    match = DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not match:
        raise _Unreadable("日期认不出；可写 2027-01-01、2027/1/1 或者 2027年1月1日")
    run = match["run"]
    parts = (
        (run[:4], run[4:6], run[6:]) if run else (match["y"], match["m"], match["d"])
    )
    try:
        date = dt.date(*map(int, parts))
    except ValueError:
        raise _Unreadable("没有这一天") from None
    said = match["w"]
    if said and said.replace("天", "日") != "一二三四五六日"[date.weekday()]:
        raise _Unreadable(f"写的是周{said}，这一天是{weekday(date)}")
    return date


def _works(sense: str) -> bool:
    plain = unicodedata.normalize("NFKC", sense).strip()
    if plain in WORKS:
        return True
    if plain in OFF:
        return False
    raise _Unreadable("第二栏应为“上班”或者“休息”")
