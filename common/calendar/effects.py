"""What another calendar would move: rooms say beforehand how much, and are told when it has changed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.dispatch import Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from common.calendar.days import Calendar

    Effect = Callable[[Calendar, Calendar], str | int]

log = logging.getLogger(__name__)

# Sent with `old` and `new`, inside the transaction of the change: a receiver writes its rows there,
# or leaves them to the outbox; one that fails takes the change back with it.
calendar_changed = Signal()

_effects: dict[str, Effect] = {}


def register(label: str, effect: Effect) -> None:
    """Name, in Chinese, what a new calendar moves, and who counts it; the preview of a notice shows it."""
    _effects[label] = effect


def foretold(old: Calendar, new: Calendar) -> list[tuple[str, str]]:
    """Each label with what it says; one that cannot be counted does not keep the others from being read."""
    return [
        (label, _said(label, effect, old, new)) for label, effect in _effects.items()
    ]


def _said(label: str, effect: Effect, old: Calendar, new: Calendar) -> str:
    try:
        return str(effect(old, new))
    except Exception:  # a room's fault is logged; the preview is still worth reading
        log.exception("the effect %s of a new calendar could not be counted", label)
        return "读不出"
