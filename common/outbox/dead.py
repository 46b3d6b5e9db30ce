"""What a person decides about effects that were given up: once more, or not at all. Each decision is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from common.outbox.row import OutboxRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import User

RETRIED = "common.outbox_retry"
DISCARDED = "common.outbox_discard"


@transaction.atomic
def retry(pks: Collection[int], *, by: User) -> int:
    """Let them be tried again from the first try; how many there were."""
    rows = _held(pks)
    now = timezone.now()
    for row in rows:
        log(row, RETRIED, user=by, data={"tries": row.tries})
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).update(
        dead=False, dead_at=None, tries=0, due_at=now, put_at=now
    )
    return len(rows)


@transaction.atomic
def discard(pks: Collection[int], *, by: User, reason: str) -> int:
    """The effect shall not come; why is kept in the log."""
    rows = _held(pks)
    for row in rows:
        log(row, DISCARDED, user=by, data={"reason": reason}, deleted=True)
    OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _held(pks: Collection[int]) -> list[OutboxRow]:
    """Those that are dead still; of two people who press at once the second finds nothing."""
    return list(OutboxRow.objects.select_for_update().filter(pk__in=pks, dead=True))
