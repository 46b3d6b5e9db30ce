"""References to laws: how they are read, what they mean, who cites what, and what happens when a law changes."""

from __future__ import annotations

from common.citations.asking import article_in
from common.citations.changes import law_changed
from common.citations.linking import Link, linked, linked_page
from common.citations.parser import read
from common.citations.recording import Cited, cited_in, record
from common.citations.reference import Here, Kind, Reference, Steps
from common.citations.registry import article_text, law_names, register
from common.citations.resolving import Resolved, Why, resolve
from common.citations.table import Citation

__all__ = [
    "Citation",
    "Cited",
    "Here",
    "Kind",
    "Link",
    "Reference",
    "Resolved",
    "Steps",
    "Why",
    "article_in",
    "article_text",
    "cited_in",
    "law_changed",
    "law_names",
    "linked",
    "linked_page",
    "read",
    "record",
    "register",
    "resolve",
]
