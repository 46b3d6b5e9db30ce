"""Where in a law's own text the parser stands: the heading it has passed, the paragraph and the item it is in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from common.citations import patterns
from common.citations.chain import down, value_of
from common.citations.reference import Steps

if TYPE_CHECKING:
    from common.citations.plain import Plain
    from common.citations.reference import Here, Mark

CLOSING = "。；：！？”…〉|#"
NO_HEADING = tuple("、，规第和或至到所及等以的之有中项款")
UPPER_LEVELS = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section"}
LONGEST_HEADING = 40


class Place:
    """Moved on line by line."""

    def __init__(self, plain: Plain, here: Here | None) -> None:
        self.plain = plain
        self.own = here is not None and bool(here.law)
        self.steps = here.steps if here else Steps()
        self.before: list[Mark] = list(here.before) if here else []
        if self.steps.article and not self.steps.paragraph:
            self.steps = replace(self.steps, paragraph=1)
        self.last: Mark = (self.steps.article, self.steps.sub)
        self.is_fresh = True  # the next line is the first of its article
        self.has_items = False
        self.after_heading = True

    def line(self, start: int, end: int) -> int:
        """Take in the line at marks[start:end]; one past its heading, or `start` where it has none."""
        marks = self.plain.marks
        upper = patterns.UPPER_HEADING.match(marks, start)
        if marks[start] == "#" or (upper and self._is_upper(upper.end(), start, end)):
            if upper:
                level = UPPER_LEVELS[upper["unit"]]
                self.steps = down(self.steps, level, value_of(upper["number"]))
            self.after_heading = True
            return end
        found = patterns.HEADING.match(marks, start)
        if found and self._is_heading(found.end(), found["number"], start):
            passed = self.heading(start)
            self.is_fresh = passed == end
            return passed
        if self.is_continued(start):
            return start
        self._paragraph(start)
        return start

    @property
    def has_articles(self) -> bool:
        """True inside an article; where the text has none, 第三条 is some other text's."""
        return self.own and bool(self.steps.article)

    def is_continued(self, start: int) -> bool:
        """True where the line before was broken off in the middle of a sentence."""
        return (
            start > 0
            and not self.after_heading
            and self.plain.marks[start - 1] not in CLOSING
        )

    def _is_upper(self, after: int, start: int, end: int) -> bool:
        marks = self.plain.marks
        short = end - start <= LONGEST_HEADING and marks[end - 1] not in "。；：，"
        return short and (self.plain.spaced(after) or not self.is_continued(start))

    def _paragraph(self, start: int) -> None:
        # Each line of a quoted article opens with its own “.
        start += self.plain.marks[start] == "“"
        item = patterns.LINE_ITEM.match(self.plain.marks, start)
        if item and self.steps.article:
            self.has_items = True
            self.steps = replace(self.steps, item=value_of(item["number"]), subitem=0)
        elif patterns.LIST_MARK.match(self.plain.marks, start):
            pass
        elif self.steps.article:
            count = self.steps.paragraph + (0 if self.is_fresh else 1)
            self.steps = replace(self.steps, paragraph=max(count, 1), item=0, subitem=0)
        self.is_fresh = self.after_heading = False

    def heading(self, start: int) -> int:
        """Go to the article whose heading 第N条 stands at `start`: one past it, or `start` where none stands there."""
        found = patterns.HEADING.match(self.plain.marks, start)
        if not found:
            return start
        mark = value_of(found["number"]), value_of(found["sub"] or "")
        if self.last[0]:
            self.before.append(self.last)
        self.last = mark
        self.steps = replace(down(self.steps, "article", *mark), paragraph=1)
        self.own = True
        self.after_heading = self.is_fresh = self.has_items = False
        return found.end()

    def heading_within(self, start: int) -> int:
        """The same for a heading that the source has left in the middle of a line, after a full stop and a space."""
        found = patterns.HEADING.match(self.plain.marks, start)
        after_stop = start > 0 and self.plain.marks[start - 1] in "。”"
        if not found or not after_stop or not self.plain.spaced(start):
            return start
        if self.plain.marks.startswith(NO_HEADING, found.end()):
            return start
        apart = value_of(found["number"]) == self.last[0] + 1
        return self.heading(start) if apart else start

    def _is_heading(self, after: int, numeral: str, start: int) -> bool:
        marks = self.plain.marks
        if after < len(marks) and marks[after] in NO_HEADING[:2]:
            return False
        if self.plain.spaced(after):
            return not self.is_continued(start) or self._is_next(numeral)
        if self.is_continued(start) or (self.own and not self._is_next(numeral)):
            return False
        return not marks.startswith(NO_HEADING, after)

    def _is_next(self, numeral: str) -> bool:
        return value_of(numeral) in {self.last[0], self.last[0] + 1}
