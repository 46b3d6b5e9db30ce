"""The sentence at hand, and whether it amends: then its own numbers are what it changes, no references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from common.citations import patterns

if TYPE_CHECKING:
    from common.citations.plain import Plain

# A sentence is looked at so far before and after a number; texts without a full stop are longer than memory.
FAR = 2000


class Sentence:
    """Begun anew at each full stop and each line."""

    def __init__(self, plain: Plain) -> None:
        self.plain = plain
        self.line_starts = frozenset(plain.lines)
        self.started = 0
        self._known: tuple[int, int, bool] = (-1, -1, False)

    def begin(self, start: int) -> None:
        self.started = start

    def is_amending(self, pos: int) -> bool:
        begun, until, said = self._known
        if begun == self.started and pos < until:
            return said
        words, until = self._words(pos)
        said = bool(patterns.AMENDING.search(words))
        self._known = (self.started, until, said)
        return said

    def _words(self, pos: int) -> tuple[str, int]:
        """The sentence without what it quotes; a full stop inside a quotation does not end it."""
        start = max(self.started, pos - FAR)
        piece = self.plain.marks[start : pos + FAR]
        bare = patterns.QUOTED_WORDS.sub(lambda found: "“" * len(found[0]), piece)
        stop = patterns.SENTENCE_END.search(bare, max(0, pos - start))
        end = stop.end() if stop else len(piece)
        return bare[:end], start + end - (0 if stop else FAR // 2)
