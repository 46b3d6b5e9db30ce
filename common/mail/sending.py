"""Ask for a letter to be sent: one row, and one effect for the worker, in the transaction of what caused it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from common import outbox
from common.mail import letters
from common.mail.delivery import TOPIC
from common.mail.message import Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db import models

LANGUAGE = "zh-hans"


def send(
    message_code: str,
    to: str,
    context: Mapping[str, str],
    *,
    concerns: models.Model | None = None,
    language: str = LANGUAGE,
) -> Message:
    """It is left to the worker: no visitor waits for a mail server. LetterFault where letter and words do not fit."""
    letter = letters.read(message_code, language)
    written = letters.write(letter, context)
    message = Message(
        code=message_code,
        language=letter.language,
        recipient=to.strip(),
        subject=written.subject[:200],
        words=dict(context),
        concerns=concerns,
    )
    message.save(force_insert=True)
    outbox.put_many(TOPIC, [str(message.pk)])
    return message
