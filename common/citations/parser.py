"""Reads the references of a text in one walk from its beginning to its end.

The rules are numbered in the table of writings, tests/common/writings.toml; the walk keeps what a reader would
keep in mind: the law named last, the article named last in the sentence, the place where the text stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from common.citations import patterns
from common.citations.names import known
from common.citations.quoting import Quoting

if TYPE_CHECKING:
    from collections.abc import Callable

    from common.citations.names import Names
    from common.citations.reference import Here, Reference


def read(
    text: str, *, here: Here | None = None, names: Names | None = None
) -> list[Reference]:
    """Every reference of the text, in its order. `here` says where the text stands, so that 前款 can be told."""
    return Walk(text, here, names or known()).walk()


class Walk(Quoting):
    """One reading of one text."""

    def __init__(self, text: str, here: Here | None, names: Names) -> None:
        super().__init__(text, here, names)
        self.handlers: dict[str, Callable[[int, int], int]] = {
            "title": self._title,
            "this": self._this,
            "same": self._same,
            "own": self._own,
            "ago": self._ago,
            "group": self._group,
            "document": self._document,
            "define": self._define,
            "open": self._open,
            "close": self._close,
            "stop": self._stop,
        }

    def walk(self) -> list[Reference]:
        pos = line = name = 0
        lines = self.plain.lines
        while True:
            mark = patterns.MARK.search(self.marks, pos)
            while name < len(self.bare) and self.bare[name][0] < pos:
                name += 1
            start = mark.start() if mark else len(self.marks)
            if name < len(self.bare) and self.bare[name][0] <= start:
                start, mark = self.bare[name][0], None
            elif mark is None:
                break
            while line < len(lines) and lines[line] <= start:
                self._line(line)
                line += 1
            if start < self.skip:
                pos = self.skip
            elif mark is None:
                pos = self._name(*self.bare[name])
            else:
                pos = self.handlers[str(mark.lastgroup)](start, mark.end())
        return sorted(self.found, key=lambda one: (one.start, one.end))

    def _line(self, place: int) -> None:
        lines = self.plain.lines
        start = lines[place]
        end = lines[place + 1] if place + 1 < len(lines) else len(self.marks)
        self._end_unclosed(start)
        broken = self.place.is_continued(start)
        passed = self.place.line(start, end)
        if passed > start:
            self.skip = max(self.skip, passed)
            self.headings.append((start, passed))
        if broken and passed == start:
            return
        self.sentence.begin(start)
        if patterns.LIST_MARK.match(self.marks, start) and passed == start:
            if start and self.marks[start - 1] == "：":
                self.lead = self.anchor
        else:
            self.lead = None
        self.anchor = self.lead
        self.line_anchor = None

    def _stop(self, start: int, end: int) -> int:
        self.line_anchor = self.anchor or self.line_anchor
        self.sentence.begin(end)
        self.anchor = self.lead
        return end
