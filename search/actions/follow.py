"""Keep the index in step with what other rooms have changed."""

from __future__ import annotations

import logging
from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Min
from django.utils import timezone

from common import findable
from common.outbox import NotNow, OutboxRow
from search import engine
from search.engine import EngineDownError
from search.index import documents_of
from search.models import MissedChange, Rebuild

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

log = logging.getLogger(__name__)

# A law of a thousand articles is one reference; so many are written in one batch.
BATCH = 1000


def follow(keys: Sequence[str]) -> None:
    """Each key is `kind:ref`; what its rows are now goes into the index, and what they no longer are leaves it."""
    # Noted before it is written: a building that ends in between finds it either here or already swapped.
    for rebuild in Rebuild.objects.all():
        missed = [MissedChange(rebuild=rebuild, key=key) for key in keys]
        MissedChange.objects.bulk_create(missed, ignore_conflicts=True)
    for kind, pks in _batches(keys):
        try:
            engine.current().replace(
                [f"{kind}:{pk}" for pk in pks], documents_of(kind, pks)
            )
        except EngineDownError as fault:
            raise NotNow(str(fault)) from fault


def _batches(keys: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    pks: dict[str, dict[int, None]] = defaultdict(dict)
    for key in keys:
        kind, _, ref = key.partition(":")
        if kind in findable.kinds():
            pks[kind].update(dict.fromkeys(findable.kinds()[kind].members(ref)))
        else:
            log.warning("no room knows the kind of %s; it is not indexed", key)
    for kind, wanted in pks.items():
        rows = list(wanted)
        for start in range(0, len(rows), BATCH):
            yield kind, rows[start : start + BATCH]


def lag() -> float:
    """For how many seconds the oldest change that the index has not followed has waited."""
    waiting = OutboxRow.objects.filter(topic=findable.TOPIC, dead=False)
    oldest = waiting.aggregate(oldest=Min("put_at"))["oldest"]
    return (timezone.now() - oldest).total_seconds() if oldest else 0.0
