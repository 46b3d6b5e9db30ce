"""What a reader of the library gets: where each version stands, the words at an address, and what leads where."""

from __future__ import annotations

from legal_education.results.citing import (
    articles_citing,
    linked_lines,
    pages_citing,
)
from legal_education.results.resolving import Target, addresses_of, resolve_all
from legal_education.results.versions import (
    Placed,
    article_text,
    placed,
    versions_of,
)

__all__ = [
    "Placed",
    "Target",
    "addresses_of",
    "article_text",
    "articles_citing",
    "linked_lines",
    "pages_citing",
    "placed",
    "resolve_all",
    "versions_of",
]
