"""XML as office files may hold it: no document type, no entities, nothing that asks for more than it shows."""

from __future__ import annotations

import io
import xml.parsers.expat
from collections.abc import Callable
from typing import Any

from common.converters.refused import Refused

DEEPEST = 500
MOST_ELEMENTS = 5_000_000

Seen = Callable[[str, dict[str, str]], None]
Read = Callable[[str, str], None]


def _none(_name: str, _given: Any) -> None:
    return


class Reader:
    """One pass over one part: `seen` gets each element, `read` the words of the elements that are named in `wanted`."""

    def __init__(
        self,
        seen: Seen = _none,
        wanted: frozenset[str] = frozenset(),
        read: Read = _none,
    ) -> None:
        self.seen, self.wanted, self.read = seen, wanted, read
        self.depth = self.count = 0
        self.words: list[str] | None = None

    def run(self, data: bytes) -> None:
        parser = xml.parsers.expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        if self.wanted:
            parser.CharacterDataHandler = self._text
        try:
            parser.ParseFile(io.BytesIO(data))
        except xml.parsers.expat.ExpatError:
            raise Refused("broken") from None

    def _doctype(self, *_given: Any) -> None:
        raise Refused("entities")

    def _start(self, name: str, given: dict[str, str]) -> None:
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST_ELEMENTS:
            raise Refused("heavy")
        name = name.rpartition(":")[2]
        if name in self.wanted:
            self.words = []
        self.seen(name, given)

    def _end(self, name: str) -> None:
        self.depth -= 1
        name = name.rpartition(":")[2]
        if self.words is not None and name in self.wanted:
            self.read(name, "".join(self.words))
            self.words = None

    def _text(self, words: str) -> None:
        if self.words is not None:
            self.words.append(words)
