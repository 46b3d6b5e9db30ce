"""The order a person sees: the engine's best, read from the database again and weighed by their raw text."""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from common import findable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from common.findable import Entry
    from search.plan import SearchPlan
    from search.results.answer import Answer, Match

COVERAGE = 0.8
ELSEWHERE = -0.3
IN_PLACE = 0.6
DEFINITION = 0.6
EXACT = 10.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry and why it stands where it does, each part in the same unit as the engine's score."""

    entry: Entry
    engine: float
    coverage: float = 0.0
    place: float = 0.0
    definition: float = 0.0
    exact: float = 0.0

    @property
    def score(self) -> float:
        return self.engine + self.coverage + self.place + self.definition + self.exact


def rank(plan: SearchPlan, answer: Answer) -> list[Ranked]:
    """Best first, one for each article; what is hidden or superseded since it was indexed is gone."""
    if not answer.matches:
        return []
    entries = _entries(answer.matches)
    ids = {match.key: match.id for match in answer.matches}
    top = max(match.score for match in answer.matches)
    idf = _idf(plan, answer)
    ranked = [
        _weigh(plan, entries[match.key], match.score, top=top, idf=idf)
        for match in answer.matches
        if match.key in entries and _is_wanted(plan, entries[match.key])
    ]
    ranked.sort(key=lambda one: (-round(one.score, 3), ids[one.entry.key]))
    return list(_once_each(plan, ranked))


def _entries(matches: Iterable[Match]) -> dict[str, Entry]:
    """As they are now: an index that lags behind never shows a thing that has been hidden."""
    pks: dict[str, list[int]] = defaultdict(list)
    for match in matches:
        kind, _, pk = match.key.partition(":")
        pks[kind].append(int(pk))
    kinds = findable.kinds()
    return {
        entry.key: entry
        for name in pks
        if name in kinds
        for entry in kinds[name].entries(pks[name])
    }


def _is_wanted(plan: SearchPlan, entry: Entry) -> bool:
    query = plan.query
    return (
        (entry.current or query.all_versions)
        and (not query.kind or entry.kind == query.kind)
        and (bool(entry.law) or entry.language == query.language)
    )


def _weigh(
    plan: SearchPlan,
    entry: Entry,
    score: float,
    *,
    top: float,
    idf: Mapping[str, float],
) -> Ranked:
    words = unicodedata.normalize(
        "NFKC", f"{entry.title}\n{entry.path}\n{entry.text}"
    ).lower()
    return Ranked(
        entry=entry,
        engine=score,
        coverage=COVERAGE * top * _coverage(plan, words, idf) ** 2,
        place=top * _place(plan, entry),
        definition=DEFINITION * top * _defines(plan, words),
        exact=EXACT * top * _is_meant(plan, entry),
    )


def _idf(plan: SearchPlan, answer: Answer) -> dict[str, float]:
    total = max(answer.documents, 1)
    return {
        token: math.log(1 + total / (answer.frequencies.get(token, 0) + 0.5))
        for token in plan.tokens
    }


def _coverage(plan: SearchPlan, words: str, idf: Mapping[str, float]) -> float:
    """The share of the question's words, by weight, that the entry holds itself or in the law's expression."""
    whole = sum(idf.values())
    if not whole:
        return 0.0
    said = [
        one.word
        for one in plan.expansions
        if any(expression in words for expression in one.expressions)
    ]
    return (
        sum(
            weight
            for token, weight in idf.items()
            if token in words or any(token in one for one in said)
        )
        / whole
    )


def _place(plan: SearchPlan, entry: Entry) -> float:
    if not entry.region:
        return 0.0
    if not plan.regions:
        return ELSEWHERE
    return (
        IN_PLACE
        if any(
            place in entry.region or entry.title.startswith(place)
            for place in plan.regions
        )
        else 0.0
    )


def _defines(plan: SearchPlan, words: str) -> bool:
    subject = plan.subject
    if not subject:
        return False
    meant = [
        subject,
        *(
            name
            for one in plan.expansions
            if one.word == subject
            for name in one.expressions
        ),
    ]
    return any(f"所称{name}" in words or f"所称的{name}" in words for name in meant)


def _is_meant(plan: SearchPlan, entry: Entry) -> bool:
    meant = plan.reference
    return (
        meant.is_exact
        and (entry.law, entry.number, entry.sub) == (meant.law, meant.number, meant.sub)
        and entry.current
    )


def _once_each(plan: SearchPlan, ranked: Iterable[Ranked]) -> Iterable[Ranked]:
    """A law that is stored twice shows each article once; its versions are apart where all are asked for."""
    seen: set[tuple[object, ...]] = set()
    for one in ranked:
        entry = one.entry
        version = entry.dated if plan.query.all_versions else None
        mark = (
            (entry.law, entry.number, entry.sub, version)
            if entry.law and entry.number
            else (entry.key,)
        )
        if mark not in seen:
            seen.add(mark)
            yield one
