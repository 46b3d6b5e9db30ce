"""Laws by their names: titles in 《》, short names, definitions, document numbers, and the articles right after them."""

from __future__ import annotations

import re
from bisect import bisect_right

from common.citations import patterns
from common.citations.chain import Member, read_chain
from common.citations.cues import cue_of
from common.citations.memory import Anchor, Memory
from common.citations.names import is_document, title_end
from common.citations.reference import Kind, Steps

# So far from a law's name a short one may be defined, and so many short names a text may have.
NEAR = 60


class Titles(Memory):
    """Reads what begins with a name."""

    def _title(self, start: int, _end: int) -> int:
        end = title_end(self.marks, start)
        if not end:
            return start + 1
        title = self.marks[start + 1 : end - 1]
        if not is_document(title) and title not in self.short:
            if patterns.NO_DOCUMENT.search(title) or not title:
                return read_chain(self.marks, after_slip(self.marks, end), Steps())[1]
            if not patterns.GROUP.match(self.marks, after_slip(self.marks, end)):
                return end
        law = self.short.get(title) or self.plain.written(start + 1, end - 1)
        return self._named(start, end, law)

    def _name(self, start: int, end: int) -> int:
        law = self.marks[start:end]
        return self._named(
            start, end, self.short.get(law) or self.plain.written(start, end)
        )

    def _named(self, start: int, end: int, law: str) -> int:
        """A law by its name, with its articles where it has any."""
        self.last_law, self.last_name = law, (law, end)
        bracket = patterns.BRACKET.match(self.marks, end)
        after = bracket.end() if bracket else end
        members, behind = read_chain(
            self.marks, after_slip(self.marks, after), Steps(), short=True
        )
        cue = cue_of(self.plain, start, bracket)
        if not members:
            self._put(Member(Steps(), start, end), Kind.NAMED, law, cue)
            self.anchor = Anchor(law, Kind.NAMED, Steps(), end)
            return end
        if bracket:
            self._inside(bracket.start(), bracket.end())
        self._put_all(members, start, (Kind.NAMED, law), cue)
        return behind

    def _inside(self, start: int, end: int) -> None:
        """The bracket between a title and its article: a number of the same document, a short name."""
        for found in patterns.DEFINE.finditer(self.marks, start, end):
            self._define(found.start(), found.end())
        for found in patterns.DOCUMENT.finditer(self.marks, start, end):
            self._document(found.start(), found.end())

    def _define(self, start: int, _end: int) -> int:
        found = patterns.DEFINE.match(self.marks, start)
        if not found:
            return start + 1
        short, (law, ended) = found["short"], self.last_name
        if law and start - ended <= NEAR and not short.startswith("本"):
            self.short[short] = law
            self._watch_for(short, found.end())
        return found.end()

    def _watch_for(self, short: str, after: int) -> None:
        """From here on the short name counts without 《》; a plain word such as 条例 only before an article."""
        if short in self.watched or len(self.watched) > NEAR:
            return
        self.watched.add(short)
        alone = len(short) > 3 and is_document(short)
        for found in re.finditer(re.escape(short), self.marks[after:]):
            start, end = found.start() + after, found.end() + after
            follows = patterns.GROUP.match(self.marks, end)
            if (alone or follows) and _is_free(self.marks, start):
                self.bare.append((start, end))
        self.bare = _apart(self.bare)

    def _document(self, start: int, end: int) -> int:
        """国发〔2012〕5号: the document whose title stands beside it, or one that only has its number."""
        run = re.search(
            f"[{patterns.HAN}]{{2,14}}$", self.marks[max(0, start - 14) : start]
        )
        if not run or start < self.head_ends or self._stands_alone(start, end):
            return end
        stops = [stop.end() for stop in patterns.STOP_WORD.finditer(run[0])]
        body = run[0][max((at for at in stops if at < len(run[0]) - 1), default=0) :]
        begin = start - len(body)
        law, ended = self.last_name
        if not (law and begin - ended <= 1):
            law = self._title_after(end) or self.plain.written(begin, end)
        self._put(
            Member(Steps(), begin, end), Kind.NAMED, law, self.plain.written(begin, end)
        )
        return end

    def _stands_alone(self, start: int, end: int) -> bool:
        """A line that holds nothing else is the text's own number."""
        lines = self.plain.lines
        place = bisect_right(lines, start) - 1
        finish = lines[place + 1] if place + 1 < len(lines) else len(self.marks)
        rest = self.marks[end:finish].strip("()")
        return (
            not rest
            and start - lines[place] <= 14
            and self.marks.find("。", lines[place], start) < 0
        )

    def _title_after(self, end: int) -> str:
        begin = self.marks.find("《", end, end + 4)
        close = title_end(self.marks, begin) if begin >= 0 else 0
        return self.plain.written(begin + 1, close - 1) if close else ""


def after_slip(marks: str, pos: int) -> int:
    """Past 规定, 的, 列 and such between a law and its article, where an article follows them."""
    slip = patterns.SLIP.match(marks, pos)
    after = slip.end() if slip else pos
    return after if patterns.NEXT_GROUP.match(marks, after) else pos


def _is_free(marks: str, start: int) -> bool:
    before = marks[max(0, start - 4) : start]
    return (
        not before
        or not re.match(f"[{patterns.HAN}]", before[-1])
        or bool(patterns.BOUNDARY.search(before))
    )


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest of spans that overlap, in their order."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out
