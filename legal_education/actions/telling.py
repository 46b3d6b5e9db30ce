"""Telling the rest of the house that another version of a law is in force, or none: after an import, and each day."""

from __future__ import annotations

from django.db import transaction

from common.citations import law_changed
from legal_education.models import Law, LawVersion


@transaction.atomic
def tell_changes() -> int:
    """Send `law_changed` for each law whose version in force is not the one last told of; say how many."""
    standing = dict(LawVersion.objects.in_force().values_list("law_id", "date"))
    told = 0
    for pk, key, before in Law.objects.values_list("pk", "key", "told"):
        now = standing.get(pk)
        if now != before:
            Law.objects.filter(pk=pk).update(told=now)
            law_changed.send(sender=Law, law=key, before=before, now=now)
            told += 1
    return told
