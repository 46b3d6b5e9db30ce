"""What must be watched: rooms register a figure with its bound and who cares; the admin shows how each stands.

A figure that cannot be read is shown as such and never takes a screen down.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, models, transaction
from django.shortcuts import resolve_url

if TYPE_CHECKING:
    from collections.abc import Callable

    Figure = float | int | None

log = logging.getLogger(__name__)


class Level(models.TextChoices):
    OK = "ok", "正常"
    LATE = "late", "超限"
    ALARM = "alarm", "告警"
    UNREADABLE = "unreadable", "读不出"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure, the bound it should stay within, and who must act when it does not.

    Out of bounds it is late; above `alarm`, or where no such second bound is given, it is an alarm.
    """

    code: str
    label: str
    figure: Callable[[], Figure]  # None: there is nothing to measure just now
    bound: float
    unit: str
    cares: str
    link: str = ""  # an address, or a view's name, where something can be done about it
    alarm: float | None = None
    advice: str = ""  # what to do when it is out of bounds

    def reading(self) -> Reading:
        try:
            figure = _measured(self.figure)
        except (
            Exception
        ):  # whatever a room's figure stumbles over, the others are still to be seen
            log.exception("indicator %s could not be read", self.code)
            return Reading(self, None, Level.UNREADABLE)
        return Reading(self, figure, self._level(figure))

    def _level(self, figure: Figure) -> Level:
        if figure is None or figure <= self.bound:
            return Level.OK
        if self.alarm is not None and figure <= self.alarm:
            return Level.LATE
        return Level.ALARM


@dataclass(frozen=True, slots=True)
class Reading:
    """How an indicator stood when it was asked."""

    indicator: Indicator
    figure: Figure
    level: Level

    @property
    def is_ok(self) -> bool:
        return self.level is Level.OK

    @property
    def text(self) -> str:
        if self.level is Level.UNREADABLE:
            return str(self.level.label)
        return "—" if self.figure is None else self._counted(self.figure)

    @property
    def bound(self) -> str:
        return self._counted(self.indicator.bound)

    @property
    def address(self) -> str:
        return resolve_url(self.indicator.link) if self.indicator.link else ""

    def _counted(self, figure: float) -> str:
        return f"{figure:,.1f}".removesuffix(".0") + f" {self.indicator.unit}"


_indicators: dict[str, Indicator] = {}


def register(indicator: Indicator) -> None:
    """Called once for each, from an app's ready(); a second of the same code takes the first one's place."""
    _indicators[indicator.code] = indicator


def indicators() -> list[Indicator]:
    return list(_indicators.values())


def readings() -> list[Reading]:
    """All of them, in the order in which they were registered."""
    return [indicator.reading() for indicator in _indicators.values()]


def _measured(figure: Callable[[], Figure]) -> Figure:
    """A query that fails must not break the transaction round it; outside one none is begun."""
    if not connection.in_atomic_block:
        return figure()
    with transaction.atomic():
        return figure()
