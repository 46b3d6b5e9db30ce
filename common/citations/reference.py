"""What a parser of legal texts finds: one reference, and the place from which relative ones are counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

Mark = tuple[int, int]


class Kind(StrEnum):
    """How a reference says which text it means."""

    NAMED = "named"
    THIS = "this"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Steps:
    """The way down a text; 0 is a step that is not taken. 第十条之一第二款 is article 10, sub 1, paragraph 2."""

    part: int = 0
    subpart: int = 0
    chapter: int = 0
    section: int = 0
    article: int = 0
    sub: int = 0
    paragraph: int = 0
    item: int = 0
    subitem: int = 0

    def __str__(self) -> str:
        words = ""
        for value, unit in (
            (self.part, "编"),
            (self.subpart, "分编"),
            (self.chapter, "章"),
            (self.section, "节"),
            (self.article, "条"),
        ):
            words += f"第{value}{unit}" if value else ""
        words += f"之{self.sub}" if self.sub else ""
        for value, unit in (
            (self.paragraph, "款"),
            (self.item, "项"),
            (self.subitem, "目"),
        ):
            words += f"第{value}{unit}" if value else ""
        return words

    @property
    def is_inside_article(self) -> bool:
        return bool(self.paragraph or self.item or self.subitem)


@dataclass(frozen=True, slots=True)
class Reference:
    """`text[start:end]` is how it is written. A law without a name is this text, or unknown where there is none."""

    start: int
    end: int
    kind: Kind
    law: str = ""  # as written, without marks and spaces; the full title where a short one was defined
    steps: Steps = field(default_factory=Steps)
    cue: str = (
        ""  # the words that tell which version is meant: 2018年修正的, 第12号令公布的
    )
    implied: bool = False  # inside a range, without words of its own
    lost: bool = False  # relative, and the place it counts from is not known

    @property
    def article(self) -> int:
        return self.steps.article

    @property
    def sub(self) -> int:
        return self.steps.sub

    def __str__(self) -> str:
        """For people: 旅游法第35条第2款; 本文 is the text itself, ？ what nobody can say."""
        law = self.law or ("？" if self.kind is Kind.NAMED else "本文")
        return f"{law}{'？' if self.lost else ''}{self.steps}"


@dataclass(frozen=True, slots=True)
class Here:
    """Where a text stands: which law's, and at which of its articles it begins."""

    law: str = ""
    steps: Steps = field(default_factory=Steps)
    before: tuple[Mark, ...] = ()  # the articles before this one, the nearest last
    date: dt.date | None = None  # the version of the law
