"""A hit as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from common import findable
from search.results import highlight

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.utils.safestring import SafeString

    from common.findable import Entry
    from search.plan import SearchPlan


@dataclass(frozen=True, slots=True)
class Hit:
    """Where it leads, what it is called, where it stands and the words that answer."""

    key: str
    url: str
    title: SafeString
    heading: str
    passage: SafeString
    label: str
    path: str
    dated: dt.date | None
    is_law: bool
    current: bool


def shown(plan: SearchPlan, entries: Iterable[Entry]) -> tuple[Hit, ...]:
    wanted = highlight.terms(plan)
    return tuple(_hit(entry, wanted) for entry in entries)


def _hit(entry: Entry, wanted: tuple[str, ...]) -> Hit:
    return Hit(
        key=entry.key,
        url=entry.url,
        title=highlight.marked(entry.title, wanted),
        heading=entry.heading,
        passage=highlight.passage(entry.text, wanted),
        label=findable.kinds()[entry.kind].label,
        path=entry.path,
        dated=entry.dated,
        is_law=bool(entry.law),
        current=entry.current,
    )
