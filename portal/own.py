"""What the wording checks take for the bureau's own: its names, and the numbers and addresses in the structure tables."""

from __future__ import annotations

import re

from common.structure import Unit
from common.wording import known
from common.wording.known import Known, only_digits

_NUMBER = re.compile(r"[\d][\d -]{5,16}\d")


def register() -> None:
    known.register(read)


def read() -> Known:
    names: list[str] = []
    phones: set[str] = set()
    addresses: list[str] = []
    for parent, name, address, phone in Unit.objects.values_list(
        "parent", "name", "address", "phone"
    ):
        if parent is None:
            names.append(name)
        phones.update(only_digits(number) for number in _NUMBER.findall(phone))
        addresses.append(address)
    return Known(
        names=tuple(names), phones=frozenset(phones), addresses=tuple(addresses)
    )
