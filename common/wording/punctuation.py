"""Marks of the wrong width, doubled, or without their other half (GB/T 15834—2011)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from common.wording.finding import Finding, Kind, Level
from common.wording.residue import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
PAIRS = {"《": "》", "“": "”", "（": "）", "【": "】", "「": "」", "〔": "〕"}
_CLOSING = {right: left for left, right in PAIRS.items()}
_NARROW = re.compile(
    f"(?<=[{HAN}》”）])[,;:?!](?=[{HAN}《“（\n]|$)|(?<=[{HAN}])\\.(?=[{HAN}\n]|$)"
)
_NARROW_BRACKETS = re.compile(
    f"\\((?=[{HAN}])[^()（）\n]{{1,60}}\\)|(?<=[{HAN}])\\([^()（）\n]{{0,60}}[{HAN}]\\)"
)
_WIDE_MARKS = re.compile("[０-９Ａ-Ｚａ-ｚ％]+")
_TWICE = re.compile(
    "([，。；：、])\\1+|[，、；：](?=[。，；])|。(?=[，；、])|(?<=[，。；：、！？])[,;.](?![0-9.])"
)
_STRAIGHT = re.compile(f'"[{HAN}][^"\n]{{0,40}}"|"[^"\n]{{0,40}}[{HAN}]"')
_EDGE = re.compile("、(?=等[，。；])|(?<=[》”])、(?=和|与|及|或者)")
_PARAGRAPH = re.compile("[^\n]+")
_POINT = re.compile(r"[（(]?[0-9一二三四五六七八九十a-zA-Z①-⑳]{1,3}）")


def find(text: str) -> Iterator[Finding]:
    for match in _NARROW.finditer(text):
        yield _found(
            match,
            "narrow",
            "中文里用了半角标点。",
            f"改为“{WIDE[match[0]]}”",
            Level.WARN,
        )
    # A text that keeps to narrow brackets throughout is of one hand.
    for match in _NARROW_BRACKETS.finditer(text) if "（" in text else ():
        yield _found(match, "brackets", "同一篇里半角、全角括号混用。", "改为“（）”")
    for match in _WIDE_MARKS.finditer(text):
        yield _found(match, "wide", "数字、字母和百分号用半角。", "改为半角")
    for match in _TWICE.finditer(text):
        yield _found(match, "marks", "两个标点挨在一起。", "只留一个", Level.WARN)
    for match in _STRAIGHT.finditer(text):
        yield _found(match, "quotes", "中文里用了直引号。", "改为“”")
    for match in _EDGE.finditer(text):
        yield _found(match, "pause", "连词或者“等”前不用顿号。", "删去顿号")
    for match in _PARAGRAPH.finditer(text):
        yield from _halves(match)


def _halves(paragraph: re.Match[str]) -> Iterator[Finding]:
    """What was opened in a paragraph and not closed, or closed and never opened; `1）` numbers a point."""
    open_: list[tuple[str, int]] = []
    words = paragraph[0]
    points = {match.end() - 1 for match in _POINT.finditer(words)}
    for place, mark in enumerate(words):
        if mark in PAIRS:
            open_.append((mark, place))
        elif mark in _CLOSING:
            if open_ and open_[-1][0] == _CLOSING[mark]:
                open_.pop()
            elif not (mark == "）" and place in points) and mark != "”":
                yield _alone(paragraph.start() + place, mark)
    for mark, place in open_:
        # A quotation of several paragraphs opens each of them and closes the last.
        if mark != "“":
            yield _alone(paragraph.start() + place, mark)


def _alone(place: int, mark: str) -> Finding:
    return Finding(
        place,
        place + 1,
        Kind.PUNCTUATION,
        Level.WARN,
        f"“{mark}”缺另一半。",
        "补上或者删去",
        mark,
        "half",
    )


def _found(
    match: re.Match[str],
    code: str,
    reason: str,
    suggestion: str,
    level: Level = Level.NOTE,
) -> Finding:
    return Finding(
        *match.span(), Kind.PUNCTUATION, level, reason, suggestion, match[0], code
    )
