"""What the parser keeps in mind while it reads: the law named last, the sentence, the place; and what it has found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from common.citations import patterns
from common.citations.amending import Sentence
from common.citations.place import Place
from common.citations.plain import plain
from common.citations.reference import Kind, Reference, Steps

if TYPE_CHECKING:
    from common.citations.chain import Member
    from common.citations.names import Names
    from common.citations.reference import Here

# No text means more articles by its ranges; one made to exhaust the reader gets their ends alone.
MOST_IMPLIED = 20_000


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a sentence has named last: a law by its name, or none for the text itself, and how far down."""

    law: str
    kind: Kind
    steps: Steps
    end: int


@dataclass(slots=True)
class Quotation:
    """The words of another law, in which 本法 and 前款 are that law's."""

    law: str
    outer: Place
    depth: int = 0


class Memory:
    """The state of one reading of one text."""

    def __init__(self, text: str, here: Here | None, names: Names) -> None:
        self.plain = plain(text)
        self.marks = self.plain.marks
        self.names = names
        self.place = Place(self.plain, here)
        self.sentence = Sentence(self.plain)
        self.found: list[Reference] = []
        self.bare = list(names.bare(self.marks))
        self.short: dict[str, str] = {}  # 以下简称
        self.watched: set[str] = set()
        self.implied = 0
        self.last_law = ""
        self.last_name: tuple[str, int] = ("", 0)  # a law and where its name ended
        self.anchor: Anchor | None = None
        self.line_anchor: Anchor | None = (
            None  # what the sentences before in the line have named
        )
        self.lead: Anchor | None = None  # what the lead of a list has named
        self.amended = Steps()
        self.quotation: Quotation | None = None
        self.skip = 0
        self.head_ends = self.marks.find(patterns.HEAD_END)
        self.headings: list[tuple[int, int]] = []

    def _own_law(self) -> tuple[Kind, str]:
        """本法: this text, the law that is quoted, or outside any law the one named last."""
        if self.quotation:
            return Kind.THIS, self.quotation.law
        if self.place.own:
            return Kind.THIS, ""
        return Kind.NAMED, self.last_law

    def _is_amending(self, members: list[Member]) -> bool:
        if self.quotation or not self.sentence.is_amending(members[0].start):
            return False
        if members[-1].steps.article:
            self.amended = members[-1].steps
        return True

    def _put(self, member: Member, kind: Kind, law: str, cue: str = "") -> None:
        start, end = self.plain.span(member.start, member.end)
        self.found.append(Reference(start, end, kind, law, member.steps, cue))

    def _put_all(
        self,
        members: list[Member],
        start: int,
        law: tuple[Kind, str],
        cue: str = "",
        *,
        lost: bool = False,
    ) -> None:
        kind, name = law
        members[0] = replace(members[0], start=start)
        for member in members:
            if self.implied > MOST_IMPLIED and member.within:
                continue
            begin, end = self.plain.span(member.start, member.end)
            for steps, implied in member.spread():
                self.implied += implied
                self.found.append(
                    Reference(begin, end, kind, name, steps, cue, implied, lost)
                )
        self.anchor = Anchor(name, kind, members[-1].steps, members[-1].end)
