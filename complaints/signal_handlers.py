"""When a mail about a case has failed for good, the case says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from common.mail import mail_failed
from complaints import actions
from complaints.models import Case

if TYPE_CHECKING:
    from common.mail import Message


def connect() -> None:
    mail_failed.connect(on_mail_failed)


def on_mail_failed(message: Message, **_kwargs: Any) -> None:
    if isinstance(message.concerns, Case):
        actions.mark_undelivered(message.concerns, message=message)
