"""All checks over one text, in the order of their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from common.wording import (
    dates,
    doubled,
    names,
    numbering,
    personal,
    present,
    punctuation,
    residue,
    secrecy,
)
from common.wording.finding import Finding, Level
from common.wording.known import known
from common.wording.matching import scan

if TYPE_CHECKING:
    from collections.abc import Iterable

# Full-width digits and Latin letters stand 0xFEE0 above their narrow fellows; every character keeps its place.
_EVEN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def check(text: str) -> list[Finding]:
    """Every finding, each once, from the beginning of the text to its end."""
    own = known()
    found = [
        *personal.find(text, text.translate(_EVEN), own),
        *secrecy.find(text),
        *residue.find(text),
        *doubled.find(text),
        *punctuation.find(text),
        *numbering.find(text),
        *dates.find(text),
        *names.find(text, own),
        *scan(present.current(), text),
    ]
    return sorted(set(found), key=lambda one: (one.start, one.end, one.code))


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level == Level.BLOCK]
