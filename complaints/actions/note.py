"""Write down something for the office alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.choices import Act
from complaints.models import Note
from complaints.models.transitions import held, move

if TYPE_CHECKING:
    from complaints.models import Case
    from complaints.permissions import Visitor


@transaction.atomic
def note(case: Case, *, by: Visitor, text: str) -> Note:
    """A note moves nothing, so it is written even where somebody else has just moved the case."""
    now = held(case)
    move(now, Act.NOTE, by=by, filled={"text": text.strip()})
    return Note.objects.create(
        case=now,
        position=now.notes.count() + 1,
        text=text.strip(),
        by_id=by.pk,
        at=now.moment(),
    )
