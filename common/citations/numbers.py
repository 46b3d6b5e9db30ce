"""Numbers without a law's name before them: 本法第三条, 前款, 第二项; whose they are is told by what came before."""

from __future__ import annotations

import re
from dataclasses import replace

from common.citations import patterns
from common.citations.chain import UNITS, Member, down, go_on, read_chain, value_of
from common.citations.names import unknown_name
from common.citations.reference import Kind, Steps
from common.citations.titles import Titles, after_slip

UPPER = {"part", "subpart", "chapter", "section", "article"}


class Numbers(Titles):
    """Reads what begins with a number, or with 本, 同, 该, 前 and 上."""

    def _this(self, start: int, end: int) -> int:
        members, behind = read_chain(self.marks, after_slip(self.marks, end), Steps())
        if not members or self._is_amending(members):
            return max(end, behind)
        self._put_all(members, start, self._own_law())
        return behind

    def _same(self, start: int, end: int) -> int:
        members, behind = read_chain(self.marks, after_slip(self.marks, end), Steps())
        if not members or self._is_amending(members):
            return max(end, behind)
        self._put_all(members, start, (Kind.NAMED, self.last_law))
        return behind

    def _own(self, start: int, end: int) -> int:
        """本条第二款, 本章第二节; 同条 and 该条 mean the article named last."""
        level = UNITS[self.marks[end - 1]]
        base, law = self._standing(level, self.marks[start])
        members, behind = read_chain(self.marks, after_slip(self.marks, end), base)
        if not members and self.marks[start] == "本" and level in UPPER - {"article"}:
            members = [Member(base, start, end)]
            behind = end
        if not members or self._is_amending(members):
            return max(end, behind)
        lost = not getattr(base, level) and not members[0].steps.article
        self._put_all(members, start, law, lost=lost)
        return behind

    def _standing(self, level: str, word: str) -> tuple[Steps, tuple[Kind, str]]:
        anchor = self.anchor
        if word != "本" and anchor and anchor.steps.article:
            return down(
                anchor.steps, level, getattr(anchor.steps, level), anchor.steps.sub
            ), (
                anchor.kind,
                anchor.law,
            )
        here = _without_headings(self.place.steps, level)
        steps = down(here, level, getattr(here, level), here.sub)
        return steps, (Kind.RELATIVE, self.quotation.law if self.quotation else "")

    def _ago(self, start: int, end: int) -> int:
        found = patterns.AGO.match(self.marks, start)
        if not found:
            return start + 1
        count = value_of(found["count"]) if found["count"] else 1
        level = UNITS[found["unit"]]
        if not 0 < count <= 20:
            return end
        steps = [self._back(level, far) for far in range(count, 0, -1)]
        members = [Member(one or Steps(), start, end) for one in steps]
        joined = "的" if patterns.GROUP.match(self.marks, end + 1) else ""
        behind = end + (1 if joined and self.marks.startswith(joined, end) else 0)
        if self.marks.startswith("各项", end):
            behind = end + 2
        lost = not all(steps)
        if not lost or patterns.GROUP.match(self.marks, behind):
            members, behind = go_on(self.marks, behind, members)
        if not self._is_amending(members):
            law = self.quotation.law if self.quotation else ""
            self._put_all(members, start, (Kind.RELATIVE, law), lost=lost)
        return max(end, behind if behind > end + 1 or not joined else end)

    def _back(self, level: str, far: int) -> Steps | None:
        """The step so far before the present one; None where that is not known or does not exist."""
        here = _without_headings(self.place.steps, level)
        if level == "article":
            return self._article_back(far)
        if level == "item" and not here.item:
            level = "paragraph"
        at = getattr(here, level)
        if not at or at - far < 1:
            return None
        return down(here, level, at - far)

    def _article_back(self, far: int) -> Steps | None:
        here, before = _without_headings(self.place.steps, "article"), self.place.before
        if not here.article:
            return None
        if far <= len(before):
            return down(here, "article", *before[-far])
        if here.sub:
            number, sub = here.article, here.sub - far
        else:
            number, sub = here.article - far, 0
        return down(here, "article", number, sub) if number > 0 and sub >= 0 else None

    def _group(self, start: int, end: int) -> int:
        anchor = self.anchor
        first = patterns.GROUP.match(self.marks, start)
        level = UNITS[first["unit"]] if first else "item"
        if anchor is None and level == "item" and not self.place.has_items:
            anchor = self.line_anchor
        if level in UPPER:
            return self._bare_article(start, end)
        law: tuple[Kind, str]
        if anchor and anchor.steps.article:
            base, law = anchor.steps, (anchor.kind, anchor.law)
        else:
            base, law = self._standing("article", "本")
        members, behind = read_chain(self.marks, start, base)
        if members and not self._is_amending(members):
            if self._means_own_items(law[0], behind):
                base, law = self._standing("article", "本")
                members, behind = read_chain(self.marks, start, base)
            self._put_all(members, start, law, lost=not base.article)
        return max(end, behind)

    def _means_own_items(self, kind: Kind, behind: int) -> bool:
        """An interpretation's list whose lead names another law, and whose items speak of one another."""
        return (
            kind is Kind.NAMED
            and self.anchor is self.lead
            and self.place.has_items
            and bool(patterns.OWN_ITEMS.match(self.marks, behind))
        )

    def _bare_article(self, start: int, end: int) -> int:
        heading = self.place.heading_within(start)
        if heading > start:
            self.headings.append((start, heading))
            return heading
        members, behind = read_chain(self.marks, start, Steps())
        if not members:
            return end
        law = self._law_before(start)
        named = law is not None and law[1] > 0
        if not named and self._is_amending(members):
            return behind
        if law is None or patterns.CONTRACT.search(
            self.marks[max(0, start - 6) : start]
        ):
            return behind
        if members[0].steps.article or law[0][1] or self.place.own:
            self._put_all(members, start - law[1], law[0])
        return behind

    def _law_before(self, start: int) -> tuple[tuple[Kind, str], int] | None:
        """Whose article a bare 第三条 is, and how many marks of the law's name stand right before it."""
        name = unknown_name(self.marks, max(self.skip, self.sentence.started), start)
        if name and not name.startswith(("本", "同", "该", "其")):
            written = self.plain.written(start - len(name), start)
            law = self.short.get(name) or written
            self.last_law, self.last_name = law, (law, start)
            return (Kind.NAMED, law), len(name)
        if name is not None and not self._is_word_of_sentence(start):
            return (Kind.NAMED, ""), 0
        anchor = self.anchor
        if (
            anchor
            and anchor.kind is Kind.NAMED
            and not (anchor is self.lead and self.place.has_articles)
        ):
            between = self.marks[anchor.end : start]
            if anchor.steps.article or not re.search("[，；：。]", between):
                return (Kind.NAMED, anchor.law), 0
        if not self.quotation and not self.place.has_articles:
            return (Kind.NAMED, self.last_law), 0
        return self._own_law(), 0

    def _is_word_of_sentence(self, start: int) -> bool:
        """规定 is a noun of its own in 有关规定; 违反规定第三条 only has it between."""
        return self.marks[max(0, start - 2) : start] in {"规定", "决定", "解释", "通知"}


def _without_headings(steps: Steps, level: str) -> Steps:
    """An article is counted through the whole text: its chapter is no step on the way to it."""
    if level in UPPER - {"article"}:
        return steps
    return replace(steps, part=0, subpart=0, chapter=0, section=0)
