"""Chinese and Latin text as words: the tokens that every index and every question is made of."""

from __future__ import annotations

import itertools
import re
import unicodedata

HAN = "㐀-䶿一-鿿豈-﫿〇\U00020000-\U0003ffff"
_RUN = re.compile(f"[{HAN}]+|[a-z0-9]+")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_HAN = re.compile(f"[{HAN}]")
# Elasticsearch cuts a longer token in two and tantivy does not; cut here, both see the same.
LONGEST_WORD = 64


def clean(text: str) -> str:
    """As it was typed, without control characters, invisible marks and halves of surrogate pairs."""
    return _UNSEEN.sub(" ", text.encode("utf-8", "ignore").decode("utf-8"))


def normalise(text: str) -> str:
    """One width and one case."""
    return unicodedata.normalize("NFKC", clean(text)).lower()


def tokens(text: str) -> list[str]:
    """Overlapping pairs of Han, a lone Han as it stands, Latin words and numbers whole: 旅行社A1 → 旅行 行社 a1."""
    return runs_to_tokens(_RUN.findall(normalise(text)))


def runs_to_tokens(runs: list[str]) -> list[str]:
    found: list[str] = []
    for run in runs:
        if not is_han(run[0]):
            found.append(run[:LONGEST_WORD])
        elif len(run) == 1:
            found.append(run)
        else:
            found.extend(map("".join, itertools.pairwise(run)))
    return found


def runs(text: str) -> list[str]:
    """Unbroken stretches of Han or of Latin letters, in the order of a text that is already normal."""
    return _RUN.findall(text)


def is_han(mark: str) -> bool:
    return bool(_HAN.match(mark))


def flat(text: str) -> str:
    """The text in one width and case with every character in its old place, so that a find marks the original."""
    if text.isascii():
        return text.lower()
    return "".join(_flat(mark) for mark in text)


def _flat(mark: str) -> str:
    plain = unicodedata.normalize("NFKC", mark).lower()
    return plain if len(plain) == 1 else mark
