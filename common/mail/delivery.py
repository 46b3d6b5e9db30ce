"""Hand messages to the mail server, and say of each what became of it.

A message that is sent is never sent again. What the server puts off, or a server that is away, is tried again for
hours; what it refuses for good is failed at once, and whoever it concerned is told by a signal. Only where the worker
dies, or the line is cut, between the server's acceptance and our mark may one go twice, then with the same Message-ID.
"""

from __future__ import annotations

import datetime as dt
import logging
import re
import smtplib
from enum import Enum, auto

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils import timezone

from common import outbox
from common.mail import letters
from common.mail.message import Message, MessageState, masked

log = logging.getLogger(__name__)

TOPIC = "mail"
# Ten tries, each twice as long after the last and never more than four hours: about eight hours in all.
TRIES = 10
LONGEST_WAIT = dt.timedelta(hours=4)
# Longer than one attempt can take, so that nobody else takes what is being sent.
CLAIM = dt.timedelta(minutes=2)
A_ROUND = 200
# A shorter name would be masked in the middle of other words.
SHORTEST_NAME = 3

# Sent with `message` when one has failed for good, in the transaction that marks it.
mail_failed = Signal()


class Verdict(Enum):
    """What a fault says of the message and of the server."""

    REFUSED = auto()
    LATER = auto()
    AWAY = auto()


def deliver(keys: list[str]) -> None:
    """The outbox's handler. When the server is away the rest is left to the next round, so that none waits in vain."""
    for key in keys:
        message = _claimed(key)
        if message and _attempt(message) is Verdict.AWAY:
            return


def knock() -> int:
    """What comes round each minute: ask again for whatever is due; how many."""
    due = [
        str(pk)
        for pk in Message.objects.due()
        .order_by("due_at")
        .values_list("pk", flat=True)[:A_ROUND]
    ]
    waiting = set(
        outbox.OutboxRow.objects.filter(
            topic=TOPIC, dead=False, key__in=due
        ).values_list("key", flat=True)
    )
    missing = [key for key in due if key not in waiting]
    outbox.put_many(TOPIC, missing)
    return len(missing)


@transaction.atomic
def again(message: Message) -> bool:
    """Somebody asks for a failed one once more; False where it has not failed."""
    failed = Message.objects.filter(pk=message.pk, state=MessageState.FAILED)
    if not failed.update(state=MessageState.WAITING, tries=0, due_at=timezone.now()):
        return False
    outbox.put_many(TOPIC, [str(message.pk)])
    return True


def verdict(fault: Exception) -> Verdict:
    """5xx about this message is for good; a greeting, a sign-in or a line that fails says nothing of the message."""
    match fault:
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _ in fault.recipients.values()]
            return Verdict.REFUSED if min(codes) >= 500 else Verdict.LATER
        case (
            smtplib.SMTPConnectError()
            | smtplib.SMTPHeloError()
            | smtplib.SMTPAuthenticationError()
        ):
            return Verdict.AWAY
        case smtplib.SMTPResponseException():
            return Verdict.REFUSED if fault.smtp_code >= 500 else Verdict.LATER
        case smtplib.SMTPServerDisconnected() | OSError():
            return Verdict.AWAY
        case _:
            return Verdict.REFUSED


def said(fault: Exception, recipient: str) -> str:
    """What an administrator may read of it: a server's answer often repeats the address, which stays masked."""
    answers: list[tuple[int, bytes | str]] = []
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        answers = [*fault.recipients.values()]
    elif isinstance(fault, smtplib.SMTPResponseException):
        answers = [(fault.smtp_code, fault.smtp_error)]
    lines = [f"{code} {_decoded(words)}" for code, words in answers]
    text = "；".join(lines) or f"{type(fault).__name__}: {fault}"
    for name in (recipient, recipient.rpartition("@")[0]):
        if len(name) >= SHORTEST_NAME:
            text = re.sub(re.escape(name), masked(name), text, flags=re.IGNORECASE)
    return text[:500]


def _decoded(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


def _claimed(key: str) -> Message | None:
    """The message, if it is due and nobody else has it; the claim ends of itself when whoever holds it dies."""
    now = timezone.now()
    ours = Message.objects.due().filter(pk=key)
    if ours.update(due_at=now + CLAIM, tries=F("tries") + 1) != 1:
        return None
    return Message.objects.get(pk=key)


def _attempt(message: Message) -> Verdict | None:
    """None where it went."""
    try:
        _mail(message).send()
    except Exception as fault:  # noqa: BLE001 - whatever went wrong is judged, kept on the row and never lost
        judged = verdict(fault)
        _put_off_or_fail(message, judged, fault)
        return judged
    message.mark(MessageState.SENT, sent_at=timezone.now(), fault="")
    return None


def _mail(message: Message) -> EmailMultiAlternatives:
    """ValidationError, BadHeaderError or LetterFault, all for good, where it cannot be written."""
    validate_email(message.recipient)
    letter = letters.read(message.code, message.language)
    written = letters.write(letter, message.words)
    headers = {"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"}
    mail = EmailMultiAlternatives(
        message.subject,
        written.text,
        settings.DEFAULT_FROM_EMAIL,
        [message.recipient],
        headers=headers,
    )
    mail.attach_alternative(written.html, "text/html")
    return mail


def _put_off_or_fail(message: Message, judged: Verdict, fault: Exception) -> None:
    told = said(fault, message.recipient)
    log.warning(
        "mail %s: %s at try %d", message.pk, type(fault).__name__, message.tries
    )
    if judged is not Verdict.REFUSED and message.tries < TRIES:
        wait = min(LONGEST_WAIT, dt.timedelta(minutes=2 ** (message.tries - 1)))
        message.mark(MessageState.WAITING, due_at=timezone.now() + wait, fault=told)
        return
    with transaction.atomic():
        message.mark(MessageState.FAILED, fault=told)
        mail_failed.send(sender=Message, message=message)
