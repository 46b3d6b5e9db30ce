"""What is written down when 谁管什么 changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from common import citations
from common.structure import Competence

if TYPE_CHECKING:
    from collections.abc import Iterable


def record_basis(row: Competence) -> None:
    """Keep the articles that a function rests on from being deleted, and hear of their new versions."""
    held: Iterable[str] = row.addresses if row.active else ()
    citations.record(row, held, link=reverse("disclosure:power", args=[row.code]))


def record_bases() -> int:
    """For the rows that came with the software, past every signal; the number of functions."""
    rows = list(Competence.objects.all())
    for row in rows:
        record_basis(row)
    return len(rows)
