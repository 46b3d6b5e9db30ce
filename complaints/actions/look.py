"""Write down that somebody opened a case or one of its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from complaints.choices import Verb
from complaints.models.transitions import held

if TYPE_CHECKING:
    from complaints.models import Attachment, Case
    from complaints.permissions import Visitor


def look(case: Case, *, by: Visitor) -> None:
    """At most once per person and day: the line says that they know the content, not how often they scrolled."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    opened = case.events.filter(verb=Verb.OPENED, by_id=by.pk, at__gte=today)
    if opened.exists():
        return
    with transaction.atomic():
        now = held(case)
        if not opened.exists():
            now.trail(Verb.OPENED, by=by)


@transaction.atomic
def look_at_file(attachment: Attachment, *, by: Visitor) -> None:
    held(attachment.case).trail(Verb.FILE_OPENED, by=by, detail=attachment.served_as)
