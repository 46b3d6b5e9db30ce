"""Refuse a case, for a lawful reason that the complainant can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints import letters
from complaints.choices import Act, Notice, RefusalReason
from complaints.models import Reply
from complaints.models.transitions import held, move

if TYPE_CHECKING:
    from complaints.models import Case
    from complaints.permissions import Visitor


@transaction.atomic
def refuse(
    case: Case,
    *,
    by: Visitor,
    reason: RefusalReason,
    explanation: str,
    seen_version: int | None = None,
) -> Case:
    """The explanation goes to the complainant as the bureau's words."""
    now = held(case, seen_version=seen_version)
    text = explanation.strip()
    move(
        now,
        Act.REFUSE,
        by=by,
        filled={"refusal_reason": reason, "text": text},
        detail=str(RefusalReason(reason).label),
    )
    Reply.objects.create(
        case=now,
        position=now.replies.count() + 1,
        text=text,
        by_id=by.pk,
        at=now.moment(),
    )
    letters.tell_complainant(now, Notice.REFUSED)
    return now
