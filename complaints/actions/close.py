"""Close a case that has been answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints import letters
from complaints.choices import Act, Notice
from complaints.models.transitions import held, move

if TYPE_CHECKING:
    from complaints.models import Case
    from complaints.permissions import Visitor


@transaction.atomic
def close(case: Case, *, by: Visitor, seen_version: int | None = None) -> Case:
    now = held(case, seen_version=seen_version)
    move(now, Act.CLOSE, by=by, filled={})
    letters.tell_complainant(now, Notice.CLOSED)
    return now
