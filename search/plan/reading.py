"""The plan itself, and how a question becomes one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from common import citations
from common.text import runs_to_tokens
from search import synonyms
from search.plan import clauses, reference, region, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.plan.clauses import Clauses
    from search.plan.reference import Reference
    from search.query import SearchQuery


@dataclass(frozen=True, slots=True)
class Expansion:
    """An everyday word of the question and what the law calls it."""

    word: str
    expressions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """Every reading of one question; `explain_search` prints it."""

    query: SearchQuery
    asked: tuple[str, ...]
    tokens: tuple[str, ...]
    expansions: tuple[Expansion, ...]
    reference: Reference
    regions: tuple[str, ...]
    clauses: Clauses

    @property
    def subject(self) -> str:
        """What the question is about, without spaces: the X of 本法所称X."""
        return "".join(self.asked)


def understand(query: SearchQuery) -> SearchPlan:
    pointed, rest = reference.read(query.text, _names())
    asked = tuple(words.asked(rest)) if rest else ()
    expansions = tuple(
        Expansion(word, synonyms.table()[word]) for word in synonyms.spoken(rest)
    )
    regions = region.named(query.text)
    weights = clauses.weights(asked, expansions)
    return SearchPlan(
        query=query,
        asked=asked,
        tokens=tuple(dict.fromkeys(runs_to_tokens(list(asked)))),
        expansions=expansions,
        reference=pointed,
        regions=regions,
        clauses=clauses.build(query, weights, pointed, in_place=bool(regions)),
    )


_known: list[tuple[Mapping[str, str], dict[str, str]]] = []


def _names() -> dict[str, str]:
    """The law names in plain form; made anew only when the library has changed."""
    names = citations.law_names()
    if not _known or _known[0][0] != names:
        _known[:] = [(dict(names), reference.plain_names(names))]
    return _known[0][1]
