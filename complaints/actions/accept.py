"""Accept a case: the bureau will deal with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.choices import Act
from complaints.models.transitions import held, move

if TYPE_CHECKING:
    from complaints.models import Case
    from complaints.permissions import Visitor


@transaction.atomic
def accept(
    case: Case, *, by: Visitor, subject: str, seen_version: int | None = None
) -> Case:
    """`subject` is the clerk's line that names nobody; lists and searches show it."""
    now = held(case, seen_version=seen_version)
    move(now, Act.ACCEPT, by=by, filled={"subject": subject.strip()})
    return now
