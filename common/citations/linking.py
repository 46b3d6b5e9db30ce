"""References made links: in a line of plain text, and in the words between the tags of a page."""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from common.citations.changes import law_changed
from common.citations.parser import read
from common.citations.registry import law_names
from common.citations.resolving import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from django.utils.safestring import SafeString

# A tag, a character written as a name, or words.
_PIECE = re.compile(r"<[^>]*>|&[#\w]{1,32};|[^<&]+|.", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|i|em|strong|span|code|sub|sup|mark)\b", re.IGNORECASE)
_ANCHOR = re.compile(r"<(?P<end>/)?a\b", re.IGNORECASE)
KEPT = 256
SECONDS = 300.0


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Words of a text, and where they lead."""

    start: int
    end: int
    path: str


def linked(text: str, links: Iterable[Link]) -> SafeString:
    """The text, escaped, with its links; of two that overlap the earlier is kept."""
    pieces: list[str] = []
    at = 0
    for link in sorted(links):
        if link.start >= at:
            words = text[link.start : link.end]
            pieces += [
                text[at : link.start],
                format_html('<a href="{}">{}</a>', link.path, words),
            ]
            at = link.end
    pieces.append(text[at:])
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def linked_page(html: str) -> str:
    """The same page, its references to articles of the library made links; tags and links are left as they are."""
    return _kept.get(html)


class Kept:
    """Pages that were linked a moment ago; a new law or a new version makes them new."""

    def __init__(self) -> None:
        self.names: Mapping[str, str] | None = None
        self.since = 0.0
        self.pages: dict[str, str] = {}

    def get(self, html: str) -> str:
        names = law_names()
        now = time.monotonic()
        if (
            names is not self.names
            or now - self.since > SECONDS
            or len(self.pages) > KEPT
        ):
            self.names, self.since, self.pages = names, now, {}
        if html not in self.pages:
            self.pages[html] = _linked_page(html)
        return self.pages[html]

    def forget(self, **_kwargs: Any) -> None:
        self.pages = {}


_kept = Kept()
law_changed.connect(_kept.forget, dispatch_uid="linked-pages", weak=False)


def _linked_page(html: str) -> str:
    text, spans = _words(html)
    references = [one for one in read(text) if not one.lost and not one.implied]
    links = []
    for one, meant in zip(references, resolve(references), strict=True):
        place = _in_html(spans, one.start, one.end)
        if meant.path and place:
            links.append(Link(*place, meant.path))
    out, at = [], 0
    for link in sorted(links):
        if link.start >= at:
            out += [
                html[at : link.start],
                format_html('<a href="{}">', link.path),
                html[link.start : link.end],
                "</a>",
            ]
            at = link.end
    return "".join([*out, html[at:]])


def _words(html: str) -> tuple[str, list[tuple[int, int, int]]]:
    """The words outside tags and links; each run with where it stands in them, where in the page, how long it is."""
    parts: list[str] = []
    spans: list[tuple[int, int, int]] = []
    size = inside = 0
    for piece in _PIECE.finditer(html):
        words = piece[0]
        if words[0] == "<":
            anchor = _ANCHOR.match(words)
            if anchor:
                inside = max(0, inside + (-1 if anchor["end"] else 1))
            words = "" if _INLINE.match(words) else "\n"
        elif words[0] == "&":
            words = "\N{REPLACEMENT CHARACTER}"
        elif not inside:
            spans.append((size, piece.start(), len(words)))
        parts.append(words)
        size += len(words)
    return "".join(parts), spans


def _in_html(
    spans: list[tuple[int, int, int]], start: int, end: int
) -> tuple[int, int] | None:
    """Where the words stand in the page; None where a tag cuts them in two."""
    place = bisect_right(spans, (start, float("inf"), 0)) - 1
    if place < 0:
        return None
    begun, at, length = spans[place]
    if end > begun + length:
        return None
    return at + start - begun, at + end - begun
