"""The tables of 受理中心; none of them is a Wagtail page, document, snippet or form."""

from __future__ import annotations

from complaints.models.attachment import Attachment
from complaints.models.case import Case
from complaints.models.event import CaseEvent
from complaints.models.export import ExportEvent
from complaints.models.note import Note
from complaints.models.reply import Reply
from complaints.models.right import CaseRight, RightEvent

__all__ = [
    "Attachment",
    "Case",
    "CaseEvent",
    "CaseRight",
    "ExportEvent",
    "Note",
    "Reply",
    "RightEvent",
]
