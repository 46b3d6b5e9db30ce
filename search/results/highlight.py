"""The passage of the raw text that answers best, its words marked; everything is escaped first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from common.text import flat, is_han

if TYPE_CHECKING:
    from search.plan import SearchPlan

LENGTH = 140
LEAD = 24
# A page of a book's length is not read to its end for two lines of excerpt.
READ = 20_000


def terms(plan: SearchPlan) -> tuple[str, ...]:
    """What to mark: pairs and words of the question, and the law's expressions whole."""
    whole = [expression for one in plan.expansions for expression in one.expressions]
    pairs = [token for token in plan.tokens if len(token) > 1]
    return tuple(dict.fromkeys([*whole, *(pairs or plan.tokens)]))


def marked(text: str, wanted: tuple[str, ...]) -> SafeString:
    return _render(text, _spans(text, wanted))


def passage(text: str, wanted: tuple[str, ...], length: int = LENGTH) -> SafeString:
    """The stretch of the text that holds most of what is wanted."""
    line = " ".join(text[:READ].split())
    spans = _spans(line, wanted)
    start = _best_start(line, spans, length)
    end = min(len(line), start + length)
    inside = [
        (max(a, start) - start, min(b, end) - start)
        for a, b in spans
        if a < end and b > start
    ]
    body = _render(line[start:end], inside)
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return mark_safe(before + body + after)  # noqa: S308 - `_render` has escaped the text, the rest is an ellipsis


def _spans(text: str, wanted: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where something wanted stands, neighbours joined."""
    plain = flat(text)
    found = sorted(span for term in wanted for span in _occurrences(plain, term))
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _occurrences(plain: str, term: str) -> list[tuple[int, int]]:
    pattern = (
        re.escape(term)
        if is_han(term[0])
        else rf"(?<![a-z0-9]){re.escape(term)}(?![a-z0-9])"
    )
    return [found.span() for found in re.finditer(pattern, plain)]


def _best_start(text: str, spans: list[tuple[int, int]], length: int) -> int:
    if len(text) <= length or not spans:
        return 0

    def held(start: int) -> int:
        return sum(b - a for a, b in spans if a >= start and b <= start + length)

    starts = [max(0, min(a - LEAD, len(text) - length)) for a, _ in spans[:200]]
    return max(starts, key=lambda start: (held(start), -start))


def _render(text: str, spans: list[tuple[int, int]]) -> SafeString:
    parts, at = [], 0
    for start, end in spans:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    parts.append(escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - every piece of text is escaped above
