"""Messages that leave the building: letters from content files, sent by the worker, with a delivery state."""

from __future__ import annotations

from common.mail.delivery import again, deliver, knock, mail_failed
from common.mail.letters import LetterFault
from common.mail.message import Message, MessageState, masked
from common.mail.sending import send

__all__ = [
    "LetterFault",
    "Message",
    "MessageState",
    "again",
    "deliver",
    "knock",
    "mail_failed",
    "masked",
    "send",
]
