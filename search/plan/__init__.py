"""What was meant: the question read into words, a reference, places and everyday words."""

from __future__ import annotations

from search.plan.clauses import Clauses, Constant, Term
from search.plan.reading import Expansion, SearchPlan, understand
from search.plan.reference import Reference

__all__ = [
    "Clauses",
    "Constant",
    "Expansion",
    "Reference",
    "SearchPlan",
    "Term",
    "understand",
]
