"""What belongs to the bureau itself: its names, and the numbers and addresses it gives out; the roof registers who knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Provider = Callable[[], "Known"]


@dataclass(frozen=True, slots=True)
class Known:
    """The full name first, short names after it; former names and usual slips; numbers as digits only."""

    names: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    phones: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()

    def has_phone(self, number: str) -> bool:
        """With or without the country's code and the area's."""
        digits = only_digits(number)
        return any(
            own.endswith(digits) or digits.endswith(own)
            for own in self.phones
            if len(own) >= 7
        )

    def has_address(self, words: str) -> bool:
        return any(words in own or own in words for own in self.addresses if own)


_provider: list[Provider] = []


def register(provider: Provider) -> None:
    _provider[:] = [provider]


def known() -> Known:
    return _provider[0]() if _provider else Known()


def only_digits(words: str) -> str:
    return re.sub("[^0-9]", "", words)
