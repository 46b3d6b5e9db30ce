"""How many there are of each kind, never more than paging can show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from common import findable
from search.results.answer import DEPTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.plan import SearchPlan
    from search.results.answer import Answer
    from search.results.ranking import Ranked


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind to narrow by; `more` where the list was cut and the count is only what can be shown."""

    kind: str
    label: str
    count: int
    more: bool
    chosen: bool


def facets(
    plan: SearchPlan, answer: Answer, ranked: Sequence[Ranked]
) -> tuple[Facet, ...]:
    """A kind whose matches were all read is counted exactly, after doubles and hidden things are gone."""
    exact = Counter(one.entry.kind for one in ranked)
    read_whole = not plan.query.kind and sum(answer.counts.values()) <= DEPTH
    found = []
    for name, kind in findable.kinds().items():
        matched = answer.counts.get(name, 0)
        is_exact = matched <= DEPTH and (read_whole or name == plan.query.kind)
        count = exact[name] if is_exact else min(matched, DEPTH)
        if count or name == plan.query.kind:
            found.append(
                Facet(
                    name,
                    kind.label,
                    count,
                    more=matched > DEPTH,
                    chosen=name == plan.query.kind,
                )
            )
    return tuple(found)
