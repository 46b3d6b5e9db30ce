"""What an engine answers, in the same form whichever it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# An answer lies almost always among the first 150; a deeper list was measured and gains nothing.
DEPTH = 150
# Engines order equal scores each in their own way: ask for more and cut after one common order.
ASKED = 200


@dataclass(frozen=True, slots=True)
class Match:
    key: str
    id: int
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    matches: tuple[Match, ...]
    counts: Mapping[str, int]  # matches by kind, whichever kind was chosen
    documents: int  # how many the index holds
    frequencies: Mapping[str, int]  # in how many texts each word of the question stands


def cut(matches: Iterable[Match]) -> tuple[Match, ...]:
    """The best, in one order for all engines: their scores differ in the seventh digit, ids never."""
    return tuple(
        sorted(matches, key=lambda match: (-round(match.score, 3), match.id))[:DEPTH]
    )
