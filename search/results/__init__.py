"""From an engine's matches to what a person sees: read again, ranked again, marked and counted."""

from __future__ import annotations

from search.results.answer import Answer, Match, cut
from search.results.counting import Facet, facets
from search.results.found import PAGE_SIZE, Found, State
from search.results.hits import Hit, shown
from search.results.ranking import Ranked, rank

__all__ = [
    "PAGE_SIZE",
    "Answer",
    "Facet",
    "Found",
    "Hit",
    "Match",
    "Ranked",
    "State",
    "cut",
    "facets",
    "rank",
    "shown",
]
