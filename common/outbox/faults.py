"""What went wrong, in words that may be kept: a fault can quote the very value it choked on, and rows are in clear."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings

if TYPE_CHECKING:
    from types import TracebackType

LONGEST = 300
# Addresses, telephone and identity numbers.
PERSONAL = re.compile(r"\S+@\S+|\+?\d[\d\s-]{4,}\d")
# Where a library quotes what it was given: in quotation marks, in brackets, or in any script but ASCII.
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|\([^)]*\)|\{[^}]*\}|[^\x00-\x7f]+")


class NotNow(Exception):
    """Raised by a handler when a service it needs is away: the effect waits, and the try is not counted."""


class UnknownTopic(Exception):
    """No handler in this process carries the topic out."""


class Interrupted(Exception):
    """The worker died with the row in hand, again and again."""


def told(fault: BaseException) -> str:
    """The kind of fault and where it was raised; its words only without what could be somebody's data."""
    words = str(fault)
    if not _is_ours(fault):
        words = QUOTED.sub("…", words)
    words = PERSONAL.sub("…", words)[:LONGEST]
    return f"{type(fault).__name__}: {words}{_place(fault.__traceback__)}"


def _is_ours(fault: BaseException) -> bool:
    """Our own exceptions name tables, keys and states, and are written not to quote."""
    package = type(fault).__module__.partition(".")[0]
    return any(
        config.name == package and Path(config.path).parent == settings.BASE_DIR
        for config in apps.get_app_configs()
    )


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    if not frames:
        return ""
    last = frames[-1]
    return f" [{Path(last.filename).name}:{last.lineno} {last.name}]"
