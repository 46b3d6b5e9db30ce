"""What a question found, or why it found nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.plan import SearchPlan
    from search.query import SearchQuery
    from search.results.counting import Facet
    from search.results.hits import Hit

PAGE_SIZE = 10


class State(StrEnum):
    """How a search ended; the page says each in its own words."""

    ASKED_NOTHING = "empty"
    ANSWERED = "ok"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits; when the engine is down these are titles from the database."""

    state: State
    query: SearchQuery
    plan: SearchPlan | None = None
    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False  # the list was cut: there are more matches than paging shows
    page: int = 1
    pages: int = 1
    facets: tuple[Facet, ...] = ()
