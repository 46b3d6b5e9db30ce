"""Letters that stand in Chinese alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from common import translated
from common.mail import letters

if TYPE_CHECKING:
    from collections.abc import Iterator


def register() -> None:
    translated.register(
        translated.Kind("letters", "信函", lacking, lambda: len(_languages()))
    )


def lacking() -> Iterator[translated.Lack]:
    for code, languages in _languages().items():
        if "en" not in languages:
            yield translated.Lack(code, ("全文",))


def _languages() -> dict[str, set[str]]:
    """Each letter's code with the languages it is written in."""
    found: dict[str, set[str]] = {}
    for letter in letters.every():
        found.setdefault(letter.code, set()).add(letter.language)
    return found
