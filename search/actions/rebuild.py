"""Build the index anew beside the one in use."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from search import engine
from search.actions.follow import follow
from search.index import documents
from search.models import Rebuild

if TYPE_CHECKING:
    from search.engine.base import Progress

# A building that was killed leaves its row; nothing takes as long as this.
ABANDONED_AFTER = dt.timedelta(hours=6)


def rebuild(progress: Progress = lambda _written: None) -> int:
    """Every live and public thing; safe to run twice, also at once. Says how many were written."""
    Rebuild.objects.filter(started_at__lt=timezone.now() - ABANDONED_AFTER).delete()
    building = Rebuild.objects.create()
    try:
        written = engine.current().rebuild(documents(), progress)
        # The new index is in use: what changed while its rows were being read is looked at once more.
        follow(list(building.missed.values_list("key", flat=True)))
    finally:
        building.delete()
    return written
