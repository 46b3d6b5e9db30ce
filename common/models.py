"""The floor's tables, each in the file of its topic."""

from __future__ import annotations

from common.calendar.tables import HolidayNotice, WorkdayException
from common.citations.table import Citation
from common.clock.rule import ClockRule
from common.mail.message import Message
from common.outbox import OutboxRow, WorkerBeat
from common.structure import Person, Unit
from common.todo import Todo
from common.wording.confirmation import WordingConfirmation
from common.wording.entries import WordingEntry

__all__ = [
    "Citation",
    "ClockRule",
    "HolidayNotice",
    "Message",
    "OutboxRow",
    "Person",
    "Todo",
    "Unit",
    "WordingConfirmation",
    "WordingEntry",
    "WorkdayException",
    "WorkerBeat",
]
