"""Throw away what has served: files that waited in vain, and the keys of forms that can no longer be open."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from complaints.models import Case, waiting

# A form may be sent for a day after it was opened, so its key is needed to the end of the day after the case came.
KEY_DAYS = dt.timedelta(days=1)


def forget() -> tuple[int, int]:
    """How many waiting forms and how many form keys went."""
    old = Case.objects.filter(received_on__lt=timezone.localdate() - KEY_DAYS).exclude(
        form_digest=None
    )
    return waiting.sweep(), old.update(form_digest=None)
