"""Which days are worked: `current()` gives the calendar of the moment; nothing here knows of clocks."""

from __future__ import annotations

from common.calendar.days import Calendar
from common.calendar.present import current

__all__ = ["Calendar", "current"]
