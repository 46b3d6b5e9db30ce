"""How a converter says no: by a code, whose sentence stands in common/files/refusals.py."""

from __future__ import annotations


class Refused(Exception):
    """This file may not come in."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
