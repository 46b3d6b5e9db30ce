"""Who carries out what: each topic with its handler, registered once from an app's ready()."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Handler = Callable[[list[str]], None]

BATCH = 100


@dataclass(frozen=True, slots=True)
class Topic:
    """`batch` keys at most go into one call; what is slow takes few, so that a worker that is told to end soon can.

    `at_once` effects are tried in the process that caused them, right after its commit; others are left to the worker.
    """

    name: str
    handler: Handler
    batch: int = BATCH
    at_once: bool = True
    label: str = ""


registered: dict[str, Topic] = {}


def register(
    topic: str,
    handler: Handler,
    *,
    batch: int = BATCH,
    at_once: bool = True,
    label: str = "",
) -> None:
    """Name who carries out a topic, and what administrators read for it; called once, from an app's ready()."""
    registered[topic] = Topic(topic, handler, batch, at_once, label or topic)


def label_of(topic: str) -> str:
    return registered[topic].label if topic in registered else topic
