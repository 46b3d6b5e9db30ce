"""The small language in which an entry says what it looks for, made so that no pattern can run away.

Words stand for themselves; `|` parts alternatives, `[甲乙]` is one of these characters, `#` a number in digits, and `…`
up to twelve characters within a clause. Nothing else repeats, and a pattern begins with a word, a bracket or a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError

LONGEST = 200
MOST_GAPS = 2
GAP = "…"
NUMBER = "#"
DIGITS = "0123456789０１２３４５６７８９"
_GAP = "[^，。！？；\n]{0,12}?"
_NUMBER = f"[{DIGITS}]{{1,12}}"
_PIECE = re.compile(r"\[([^\[\]|…#]{2,40})\]|(…)|(#)|([^\[\]|…#])")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One alternative: the characters it may begin with, and the rest."""

    firsts: frozenset[str]
    regex: re.Pattern[str]


@lru_cache(maxsize=2000)
def read(written: str) -> tuple[Pattern, ...]:
    """The alternatives of a pattern; ValidationError, in Chinese, where it says nothing that can be looked for."""
    if len(written) > LONGEST:
        raise ValidationError(f"写法不能超过 {LONGEST} 个字。")
    return tuple(_alternative(word) for word in written.split("|"))


def _alternative(word: str) -> Pattern:
    if word != word.strip() or len(word) < 2:
        raise ValidationError(f"“{word}”太短或者带空格：每个写法至少两个字。")
    if word[0] == GAP or word[-1] == GAP or word.count(GAP) > MOST_GAPS:
        raise ValidationError(f"“{word}”：省略号只能在中间，最多 {MOST_GAPS} 处。")
    pieces = list(_PIECE.finditer(word))
    if sum(len(piece[0]) for piece in pieces) != len(word):
        raise ValidationError(f"“{word}”：方括号要成对，里面写两个以上的字。")
    return Pattern(
        _firsts(pieces[0]),
        re.compile("\n?".join(_piece(piece) for piece in pieces)),
    )


def _piece(piece: re.Match[str]) -> str:
    chosen, gap, number, mark = piece.groups()
    if gap:
        return _GAP
    if number:
        return _NUMBER
    return f"[{re.escape(chosen)}]" if chosen else re.escape(mark)


def _firsts(piece: re.Match[str]) -> frozenset[str]:
    chosen, _, number, mark = piece.groups()
    return frozenset(chosen or (DIGITS if number else mark))


def words(written: str) -> tuple[str, ...]:
    """A list of plain words parted by `|`."""
    return tuple(word for word in written.split("|") if word)
