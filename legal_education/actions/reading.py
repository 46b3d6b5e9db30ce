"""What a source says of one law's version, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from legal_education.choices import DateBasis, Rank, Source

if TYPE_CHECKING:
    import datetime as dt

    Mark = tuple[int, int, int]

# Raised when the readers learn to read something new, so that unchanged files are read again.
READERS = 1
ORDER = {Rank.PART: 1, Rank.SUBPART: 2, Rank.CHAPTER: 3, Rank.SECTION: 4}


@dataclass(slots=True)
class Title:
    """A heading; `order` says which holds which, the smaller the higher."""

    rank: str
    label: str
    text: str
    order: int

    @property
    def words(self) -> str:
        return f"{self.label} {self.text}".strip()


@dataclass(slots=True)
class Piece:
    """An article, or a passage outside articles (number 0)."""

    number: int
    sub: int
    repeat: int
    lines: list[str]
    source: str
    line: int = 0

    @property
    def mark(self) -> Mark:
        return self.number, self.sub, self.repeat

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Fault:
    """What could not be placed, or what two sources say differently, for the report."""

    sort: str
    name: str
    line: int
    words: str

    def __str__(self) -> str:
        place = f"{self.name}:{self.line}" if self.line else self.name
        return f"{place}\t{self.words}"


@dataclass(slots=True)
class Reading:
    """One source's version of one law."""

    source: str
    name: str
    title: str
    key: str
    date: dt.date
    level: str
    region: str = ""
    issued_by: str = ""
    part: str = ""
    date_basis: str = DateBasis.STATED
    adopted_on: dt.date | None = None
    hinted_on: dt.date | None = None
    in_force_on: dt.date | None = None
    in_force_basis: str = DateBasis.UNKNOWN
    history: str = ""
    status: str = ""
    nodes: list[Title | Piece] = field(default_factory=list)
    digest: str = ""
    names: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        return [node for node in self.nodes if isinstance(node, Piece)]

    @property
    def titles(self) -> list[Title]:
        return [node for node in self.nodes if isinstance(node, Title)]

    def fault(self, sort: str, words: str, line: int = 0) -> None:
        self.faults.append(Fault(sort, self.name, line, words))


def renumbered(nodes: list[Title | Piece]) -> list[Title | Piece]:
    """Passages counted through the text, and each repeated number given its turn."""
    out: list[Title | Piece] = []
    passages = 0
    met: Counter[tuple[int, int]] = Counter()
    for node in nodes:
        if isinstance(node, Title):
            out.append(node)
        elif node.number == 0:
            passages += 1
            out.append(replace(node, sub=passages, repeat=0))
        else:
            out.append(replace(node, repeat=met[node.number, node.sub]))
            met[node.number, node.sub] += 1
    return out


def is_package(source: str) -> bool:
    return source == Source.PACKAGE
