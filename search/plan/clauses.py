"""The plan as clauses that every engine can carry out alike; the weights are those of docs/decisions/0003."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from common.text import runs_to_tokens, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.plan.reading import Expansion
    from search.plan.reference import Reference
    from search.query import SearchQuery

FIELD_WEIGHTS = {"title": 0.4, "path": 0.3, "text": 1.0}
AUTHORITY = 10.0
AUTHORITIES = range(2, 7)
REFERENCE = 15.0


@dataclass(frozen=True, slots=True)
class Term:
    """A word looked for in one token field."""

    field: str
    token: str
    weight: float


@dataclass(frozen=True, slots=True)
class Constant:
    """A fact that adds a fixed score, the same in every engine."""

    field: str
    value: str | int
    score: float


@dataclass(frozen=True, slots=True)
class Clauses:
    """One of `needed` must hold; `bonuses` add to those that do; `filters` must all hold and score nothing."""

    terms: tuple[Term, ...]
    needed: tuple[Constant, ...]
    bonuses: tuple[Constant, ...]
    filters: tuple[tuple[str, str | int], ...]
    kind: str = ""  # kept apart, because the counts by kind look past it

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.needed


def weights(asked: Iterable[str], expansions: Iterable[Expansion]) -> dict[str, float]:
    """A word of the question counts fully, an expression of the law by the root of its length in words."""
    found = dict.fromkeys(runs_to_tokens(list(asked)), 1.0)
    for expansion in expansions:
        for expression in expansion.expressions:
            parts = tokens(expression)
            for part in parts:
                found[part] = max(found.get(part, 0.0), 1 / math.sqrt(len(parts)))
    return found


def build(
    query: SearchQuery, words: dict[str, float], reference: Reference, *, in_place: bool
) -> Clauses:
    terms = tuple(
        Term(field, token, round(weight * field_weight, 6))
        for token, weight in words.items()
        for field, field_weight in FIELD_WEIGHTS.items()
    )
    named = [Constant("law", reference.law, REFERENCE)] if reference.law else []
    numbered = (
        [Constant("number", reference.number, REFERENCE)] if reference.number else []
    )
    # A number says little beside words (第一条 of every law), unless it is all there is or the law is known too.
    alone = not terms or reference.is_exact
    # Where a place is named its own rules are wanted, and a bonus for national law would drown them.
    authority = (
        []
        if in_place
        else [Constant("authority", rank, AUTHORITY * rank) for rank in AUTHORITIES]
    )
    filters: list[tuple[str, str | int]] = [("language", query.language)]
    if not query.all_versions:
        filters.append(("current", 1))
    return Clauses(
        terms=terms,
        needed=tuple(named + (numbered if alone else [])),
        bonuses=tuple(authority + ([] if alone else numbered)),
        filters=tuple(filters),
        kind=query.kind,
    )
