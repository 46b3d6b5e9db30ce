"""A law and an article as people write them: 旅游法第三十五条, 旅游法35条, 民法典1062, 第35条."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from common.numerals import NUMERAL, number

if TYPE_CHECKING:
    from collections.abc import Mapping

HIGHEST = 9999
_NUMBER = rf"(?P<number>{NUMERAL}{{1,12}})"
_SUB = rf"(?:\s*之\s*(?P<sub>{NUMERAL}{{1,3}}))?"
_PARTS = rf"(?:\s*第\s*{NUMERAL}{{1,4}}\s*款)?(?:\s*第?\s*\(?{NUMERAL}{{1,4}}\)?\s*项)?"
# 第35条 anywhere; 35条 or a bare 1062 only where a law's name stands before it.
_FULL = re.compile(rf"第\s*{_NUMBER}\s*条{_SUB}{_PARTS}")
_SHORT = re.compile(rf"[》\s的]*{_NUMBER}\s*条{_SUB}{_PARTS}")
_BARE = re.compile(
    r"[》\s]*(?P<number>\d{1,4})(?P<sub>)(?![\d年月日号元岁个人块小天次万%.])"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Which law, by its key, and which article; either may be missing."""

    law: str = ""
    name: str = ""  # the law as the question calls it
    number: int = 0
    sub: int = 0

    @property
    def is_exact(self) -> bool:
        return bool(self.law and self.number)


def read(text: str, names: Mapping[str, str]) -> tuple[Reference, str]:
    """The reference in a normal text, and the text without the article's number."""
    start, name = _longest_name(text, names)
    law = names[name] if name else ""
    found = _number_in(text, start + len(name), named=bool(name))
    article = _value(found["number"]) if found else 0
    if not found or not article:
        return Reference(law=law, name=name), text
    rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
    return Reference(
        law=law, name=name, number=article, sub=_value(found["sub"] or "")
    ), rest


def plain_names(names: Mapping[str, str]) -> dict[str, str]:
    """The names in the width and case that a question has."""
    return {
        unicodedata.normalize("NFKC", name).lower(): key for name, key in names.items()
    }


def _longest_name(text: str, names: Mapping[str, str]) -> tuple[int, str]:
    """The longest name wins wherever it stands: 劳动合同法实施条例 is not 劳动合同法."""
    lengths = sorted(
        {len(name) for name in names if len(name) <= len(text)}, reverse=True
    )
    for length in lengths:
        for start in range(len(text) - length + 1):
            if text[start : start + length] in names:
                return start, text[start : start + length]
    return 0, ""


def _number_in(text: str, after: int, *, named: bool) -> re.Match[str] | None:
    full = _FULL.search(text, after) or _FULL.search(text)
    if full or not named:
        return full
    return _SHORT.match(text, after) or _BARE.match(text, after)


def _value(numeral: str) -> int:
    """Zero where the marks make no number that an article could have."""
    try:
        value = number(numeral)
    except ValueError:
        return 0
    return value if value <= HIGHEST else 0
