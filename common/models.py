"""The floor's tables, each in the file of its topic."""

from __future__ import annotations

from common.outbox import OutboxRow
from common.structure import Person, Unit

__all__ = ["OutboxRow", "Person", "Unit"]
