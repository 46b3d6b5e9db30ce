"""Words quoted from another law, in which 本法 and 前款 are that law's."""

from __future__ import annotations

from dataclasses import replace

from common.citations import patterns
from common.citations.chain import down, read_chain, value_of
from common.citations.memory import Quotation
from common.citations.numbers import Numbers
from common.citations.place import Place
from common.citations.reference import Kind, Steps

NEAR = 60


class Quoting(Numbers):
    """Opens and closes quotations."""

    def _open(self, start: int, end: int) -> int:
        if self.quotation:
            if start not in self.sentence.line_starts:
                self.quotation.depth += 1
            return end
        before = self.marks[max(0, start - 16) : start]
        amending = self.sentence.is_amending(max(0, start - 1))
        if amending and not before.endswith("："):
            close = self.marks.find("”", start, start + 2000)
            self._only_named(end, close if close > 0 else end)
            return close + 1 if close > 0 else end
        anchor = self.anchor
        quoting = anchor and anchor.kind is Kind.NAMED and anchor.steps.article
        if amending:
            steps = anchor.steps if quoting and anchor else self.amended
            self._quote(start, self.last_law, self._added(start) or steps)
        elif quoting and anchor and patterns.QUOTES.search(before):
            self._quote(start, anchor.law, anchor.steps)
        return end

    def _added(self, before: int) -> Steps | None:
        """The article as which the quoted words are put in: 增加一条，作为第十条之一."""
        begin = max(self.sentence.started, before - NEAR)
        found = list(patterns.ADDED_AS.finditer(self.marks, begin, before))
        if not found:
            return None
        members, _end = read_chain(self.marks, found[-1].end(), Steps())
        return members[-1].steps if members else None

    def _quote(self, start: int, law: str, steps: Steps) -> None:
        inner = Place(self.plain, None)
        inner.own, inner.is_fresh = True, False
        inner.steps = replace(
            down(Steps(), "article", steps.article, steps.sub),
            paragraph=steps.paragraph or 1,
        )
        self.skip = max(self.skip, inner.heading(start + 1))
        self.quotation = Quotation(law, self.place)
        self.place = inner
        self.sentence.begin(self.sentence.started)

    def _close(self, start: int, end: int) -> int:
        if self.quotation:
            if self.quotation.depth:
                self.quotation.depth -= 1
            else:
                self.place, self.quotation = self.quotation.outer, None
        return end

    def _end_unclosed(self, start: int) -> None:
        """A quotation whose ” was forgotten ends where the text's own next heading stands."""
        quotation = self.quotation
        if quotation is None or self.marks[start] == "“":
            return
        found = patterns.HEADING.match(self.marks, start)
        outer = quotation.outer.steps.article
        if found and outer and value_of(found["number"]) == outer + 1:
            self.place, self.quotation = quotation.outer, None

    def _only_named(self, start: int, end: int) -> None:
        """Words quoted in an amending sentence: a title in them is still a title."""
        place = start
        while (place := self.marks.find("《", place, end)) >= 0:
            place = max(self._title(place, place + 1), place + 1)
