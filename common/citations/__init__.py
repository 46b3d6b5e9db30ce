"""References to laws: how they are read, what they mean, who cites what, and what happens when a law changes."""

from __future__ import annotations

from common.citations.parser import read
from common.citations.reference import Here, Kind, Reference, Steps
from common.citations.registry import article_text, law_names, register

__all__ = [
    "Here",
    "Kind",
    "Reference",
    "Steps",
    "article_text",
    "law_names",
    "read",
    "register",
]
