"""What search may find. Rooms register their kinds here; search reads them and knows no room by name.

A kind yields entries of live and public things only: what is hidden is simply not yielded, neither when it is
indexed nor when a hit is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from common import outbox

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

TOPIC = "search"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found, as words and facts; the same for every engine."""

    kind: str
    pk: int
    title: str
    text: str
    url: str
    language: str = "zh-hans"
    path: str = ""  # where it stands: chapter and section, or the section of the site
    heading: str = (
        ""  # what a hit is called where the title alone does not say (第三十五条)
    )
    level: str = (
        ""  # 法律, 行政法规, 地方性法规 …; a code of legal_education, empty for pages
    )
    region: str = ""  # the place whose rule it is, empty for the whole country
    authority: int = 3  # 1–6: how much weight its source has
    law: str = ""  # the law's key, for articles
    number: int = 0
    sub: int = 0
    current: bool = True  # in force today
    dated: dt.date | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"


class Kind(Protocol):
    """A sort of thing that search finds, registered by the room that owns it."""

    name: str
    label: Any  # in Chinese, translatable: a text, or one that is said when it is shown

    def entries(self, pks: Collection[int] | None = None) -> Iterator[Entry]:
        """Live and public ones, all or those of the keys given; in bounded memory."""
        ...

    def members(self, ref: str) -> list[int]:
        """The primary keys that a reference given to `changed` stands for; a deleted row's key still is one."""
        ...

    def titles(self, words: str, limit: int) -> Iterator[Entry]:
        """At most so many live and public ones whose title holds the words; for when no engine answers."""
        ...


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def kinds() -> dict[str, Kind]:
    return dict(_kinds)


def changed(kind: str, ref: int | str) -> None:
    """Say, inside the transaction of the change, that the index must look at these rows again."""
    outbox.put(TOPIC, f"{kind}:{ref}")


def changed_many(kind: str, refs: Sequence[int | str]) -> None:
    """The same for many at once, as an import makes them; they are left to the worker."""
    outbox.put_many(TOPIC, [f"{kind}:{ref}" for ref in refs])
