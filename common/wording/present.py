"""The list as the table has it now: kept ready in the process, read again as soon as a row has changed anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max

from common.wording.entries import WordingEntry
from common.wording.matching import starting

if TYPE_CHECKING:
    from common.wording.matching import Starting

_kept: list[tuple[Any, Starting]] = []


def current() -> Starting:
    """One small question to the database each time, so that an edit counts at once in every process."""
    stamp = WordingEntry.objects.order_by().aggregate(
        rows=Count("pk"), changed=Max("changed_at"), last=Max("pk")
    )
    if not _kept or _kept[0][0] != stamp:
        rows = WordingEntry.objects.filter(active=True)
        _kept[:] = [(stamp, starting([row.rule for row in rows]))]
    return _kept[0][1]
