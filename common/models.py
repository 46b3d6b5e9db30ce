"""The floor's tables, each in the file of its topic."""

from __future__ import annotations

from common.calendar.tables import HolidayNotice, WorkdayException
from common.citations.table import Citation
from common.clock.rule import ClockRule
from common.mail.message import Message
from common.minor_edits import MinorEdit
from common.outbox import OutboxRow, WorkerBeat
from common.structure import Bureau, Competence, OtherBody, Person, Unit
from common.todo import Todo
from common.wording.confirmation import WordingConfirmation
from common.wording.entries import WordingEntry

__all__ = [
    "Bureau",
    "Citation",
    "ClockRule",
    "Competence",
    "HolidayNotice",
    "Message",
    "MinorEdit",
    "OtherBody",
    "OutboxRow",
    "Person",
    "Todo",
    "Unit",
    "WordingConfirmation",
    "WordingEntry",
    "WorkdayException",
    "WorkerBeat",
]
