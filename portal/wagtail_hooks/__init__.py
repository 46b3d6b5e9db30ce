"""What the admin shows of the floor's topics, one topic a file; importing one registers it."""

from __future__ import annotations

from portal.wagtail_hooks import (
    calendar,
    clock,
    handbook,
    indicators,
    mail,
    menus,
    outbox,
    structure,
    todo,
    translated,
    translating,
    wording,
)

__all__ = [
    "calendar",
    "clock",
    "handbook",
    "indicators",
    "mail",
    "menus",
    "outbox",
    "structure",
    "todo",
    "translated",
    "translating",
    "wording",
]
