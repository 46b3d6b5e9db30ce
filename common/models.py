"""The floor's tables, each in the file of its topic."""

from __future__ import annotations

from common.calendar.tables import HolidayNotice, WorkdayException
from common.clock.rule import ClockRule
from common.mail.message import Message
from common.outbox import OutboxRow
from common.structure import Person, Unit

__all__ = [
    "ClockRule",
    "HolidayNotice",
    "Message",
    "OutboxRow",
    "Person",
    "Unit",
    "WorkdayException",
]
