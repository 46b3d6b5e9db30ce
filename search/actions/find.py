"""The stages in their order: query → plan → engine → results."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from common import findable
from search import engine, results
from search.plan import understand
from search.results import PAGE_SIZE, Found, State
from search.results.answer import DEPTH

if TYPE_CHECKING:
    from search.plan import SearchPlan
    from search.query import SearchQuery
    from search.results import Answer

log = logging.getLogger(__name__)

# So many titles are offered when the engine cannot answer.
OFFERED = 20


def find(query: SearchQuery) -> Found:
    """Never fails: where the engine is down, what is found says so and offers titles."""
    if query.is_empty:
        return Found(State.ASKED_NOTHING, query)
    plan = understand(query)
    if plan.clauses.is_empty:
        return Found(State.ANSWERED, query, plan)
    try:
        answer = engine.current().search(plan)
    except engine.EngineDownError as fault:
        # The words of a question may name a person; the log has only the fault.
        log.warning("search is down, 503 for a watcher: %s", fault)
        return titles(query, plan)
    return _page(plan, answer)


def titles(query: SearchQuery, plan: SearchPlan) -> Found:
    """What can be found without an engine: things whose title holds the words, from the database."""
    entries = [
        entry
        for kind in findable.kinds().values()
        if query.kind in {"", kind.name}
        for entry in kind.titles(" ".join(plan.asked) or query.text, OFFERED)
        if entry.current and (entry.law or entry.language == query.language)
    ][:OFFERED]
    return Found(
        State.DOWN, query, plan, hits=results.shown(plan, entries), total=len(entries)
    )


def _page(plan: SearchPlan, answer: Answer) -> Found:
    ranked = results.rank(plan, answer)
    pages = max(1, -(-len(ranked) // PAGE_SIZE))
    page = min(plan.query.page, pages)
    here = ranked[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Found(
        State.ANSWERED,
        plan.query,
        plan,
        hits=results.shown(plan, (one.entry for one in here)),
        total=len(ranked),
        more=_matched(plan, answer) > DEPTH,
        page=page,
        pages=pages,
        facets=results.facets(plan, answer, ranked),
    )


def _matched(plan: SearchPlan, answer: Answer) -> int:
    return (
        answer.counts.get(plan.query.kind, 0)
        if plan.query.kind
        else sum(answer.counts.values())
    )
