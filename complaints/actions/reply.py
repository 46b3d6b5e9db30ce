"""Answer a case; the complainant reads it on the tracking page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints import letters
from complaints.choices import Act, Notice
from complaints.models import Reply
from complaints.models.transitions import held, move

if TYPE_CHECKING:
    from complaints.models import Case
    from complaints.permissions import Visitor


@transaction.atomic
def reply(
    case: Case, *, by: Visitor, text: str, seen_version: int | None = None
) -> Reply:
    now = held(case, seen_version=seen_version)
    move(now, Act.REPLY, by=by, filled={"text": text.strip()})
    letters.tell_complainant(now, Notice.REPLIED)
    return Reply.objects.create(
        case=now,
        position=now.replies.count() + 1,
        text=text.strip(),
        by_id=by.pk,
        at=now.moment(),
    )
