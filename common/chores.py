"""Work that comes round by the clock. Rooms register theirs here; `manage.py work` does what is due.

A chore may be done twice and by two workers at once: each does only what the rows still ask for.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    name: str
    every: dt.timedelta
    run: Callable[[], object]


_chores: dict[str, Chore] = {}


def register(name: str, every: dt.timedelta, run: Callable[[], object]) -> None:
    """Name what comes round, how often, and who does it; called once, from an app's ready()."""
    _chores[name] = Chore(name, every, run)


class Rota:
    """One worker's memory of when it last did each chore; a new worker begins with all of them."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.done_at: dict[str, float] = {}

    def due(self) -> list[Chore]:
        now = self.clock()
        return [
            chore
            for chore in _chores.values()
            if chore.name not in self.done_at
            or now - self.done_at[chore.name] >= chore.every.total_seconds()
        ]

    def carry_out(self) -> int:
        """Do what is due, and say how many; a chore that fails is logged and comes round again."""
        chores = self.due()
        for chore in chores:
            self.done_at[chore.name] = self.clock()
            try:
                chore.run()
            except Exception:  # one chore's fault must not keep the others, or the outbox, from their turn
                log.exception("chore %s failed", chore.name)
        return len(chores)
