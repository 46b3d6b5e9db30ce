"""Numbers before paragraphs that leave one out or come twice, and lists that do not add up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from common.numerals import number
from common.wording.finding import Finding, Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
# From the outer to the inner; a number of one level begins those below it anew.
_LEVELS = (
    re.compile(f"^[ 　]*({_HAN_NUMBER})、", re.MULTILINE),
    re.compile(f"^[ 　]*[（(]({_HAN_NUMBER})[）)]", re.MULTILINE),
    re.compile(r"^[ 　]*(\d{1,2})[.．、](?!\d)", re.MULTILINE),
    re.compile(r"^[ 　]*[（(](\d{1,2})[）)]", re.MULTILINE),
)
_INLINE = re.compile(
    f"(?<![第唯统同万])({_HAN_NUMBER})(?:是|要)(?=[^一二三四五六七八九十])"
)
# A row of a table is numbered by its own first column.
_CELLS = re.compile(r"(?:，[\d.,%—/-]*){2,}$")
_LISTED = re.compile("[“《][^”》\n]{1,60}[”》](?:、[“《][^”》\n]{1,60}[”》])+")
_COUNTED = re.compile(r"[^。；，\n]{0,16}?(\d{1,3})(?:次|项|部|场|件|个)")


@dataclass(slots=True)
class _Row:
    """The number last seen on each level."""

    last: dict[int, int] = field(default_factory=dict)

    def sees(self, level: int, number: int) -> str:
        before = self.last.get(level, 0)
        self.last = {k: v for k, v in self.last.items() if k < level}
        self.last[level] = number
        if number in {1, before + 1} or not before:
            return ""
        return "重复" if number == before else "不连续"


def find(text: str) -> Iterator[Finding]:
    row = _Row()
    for level, match in sorted(_numbers(text), key=lambda one: one[1].start()):
        if _CELLS.search(text[match.end() :].split("\n", 1)[0]):
            continue
        number = _value(match[1])
        before = row.last.get(level, 0)
        if wrong := row.sees(level, number):
            yield _found(match, f"序号{wrong}：前一个是{before}，这里是{number}。")
    yield from _inline(text)
    yield from _sums(text)


def _numbers(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    for level, regex in enumerate(_LEVELS):
        for match in regex.finditer(text):
            yield level, match


def _inline(text: str) -> Iterator[Finding]:
    """一是……二是……四是 within one paragraph."""
    for paragraph in re.finditer("[^\n]+", text):
        before = 0
        for match in _INLINE.finditer(text, *paragraph.span()):
            number = _value(match[1])
            if before and number > before + 1 and number <= before + 3:
                yield _found(match, f"“{match[0]}”前面是第{before}点，少了中间的。")
            if number == 1 or before:
                before = number


def _sums(text: str) -> Iterator[Finding]:
    """“甲”、“乙”等专项行动7次: the things named and the number given."""
    for match in _LISTED.finditer(text):
        counted = _COUNTED.match(text, match.end())
        named = len(re.findall("[”》](?=、[“《])", match[0])) + 1
        if counted and named >= 3 and int(counted[1]) != named:
            yield Finding(
                match.end(),
                counted.end(),
                Kind.SENSE,
                Level.NOTE,
                f"前面列出{named}个，这里说{counted[1]}。",
                "补全列举或者核对数字",
                counted[0],
                "sum",
            )


def _value(words: str) -> int:
    return int(words) if words.isdigit() else number(words)


def _found(match: re.Match[str], reason: str) -> Finding:
    return Finding(
        *match.span(),
        Kind.ORDER,
        Level.WARN,
        reason,
        "核对是否漏了一条，或者改序号",
        match[0],
        "gap",
    )
