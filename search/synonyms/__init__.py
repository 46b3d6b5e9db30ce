"""What people say and what the law says: a table of everyday words, read from a file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from common.text import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = Path(__file__).with_name("everyday.toml")


@cache
def table() -> Mapping[str, tuple[str, ...]]:
    """Everyday word → the law's expressions, both in one width and case."""
    topics = tomllib.loads(FILE.read_text("utf-8"))
    return {
        normalise(word): tuple(normalise(expression) for expression in expressions)
        for topic in topics.values()
        for word, expressions in topic.items()
    }


def spoken(text: str) -> list[str]:
    """The everyday words in a normal text, in its order; of two that overlap the longer one counts."""
    longest = max(map(len, table()), default=0)
    found, at = [], 0
    while at < len(text):
        word = _word_at(text, at, longest)
        if word and word not in found:
            found.append(word)
        at += len(word) or 1
    return found


def _word_at(text: str, at: int, longest: int) -> str:
    for end in range(min(at + longest, len(text)), at, -1):
        if text[at:end] in table() and not _cuts_a_latin_word(text, at, end):
            return text[at:end]
    return ""


def _cuts_a_latin_word(text: str, start: int, end: int) -> bool:
    """`ktv` is not said by `ktvs`, though 去ktv唱歌 says it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return _is_latin(before + text[start]) or _is_latin(text[end - 1] + after)


def _is_latin(marks: str) -> bool:
    return len(marks) == 2 and marks.isascii() and marks.isalnum()
