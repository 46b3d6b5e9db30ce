"""Mark on a case that a mail about it could not be delivered, so that somebody calls or writes instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.choices import Verb
from complaints.letters import notice_of
from complaints.models.transitions import held

if TYPE_CHECKING:
    from common.mail import Message
    from complaints.models import Case


@transaction.atomic
def mark_undelivered(case: Case, *, message: Message) -> None:
    held(case).trail(Verb.MAIL_FAILED, detail=notice_of(message))
