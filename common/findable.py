"""What search may find. Rooms register their kinds here; search reads them and knows no room by name.

A kind yields entries of live and public things only: what is hidden is simply not yielded, neither when it is
indexed nor when a hit is shown. What is sealed at rest can be of no kind at all; a test walks every registered kind
with a private, an expired and a deleted example.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.core.exceptions import ImproperlyConfigured

from common import outbox
from common.sealed import SealedModel, SealedTextField

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from django.db.models import Model

TOPIC = "search"
# It goes into addresses of the search page and into keys, before a colon.
NAME = re.compile(r"[a-z_]{1,40}")


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

    @property
    def models(self) -> Sequence[type[Model]]:
        """The tables that its entries are read from."""
        ...

    def entries(self, pks: Collection[int] | None = None) -> Iterator[Entry]:
        """Live and public ones, all or those of the keys given; in bounded memory."""
        ...

    def members(self, ref: str) -> list[int]:
        """The primary keys that a reference given to `changed` stands for; a deleted row's key still is one.

        A reference to a group stands for what the group holds now: what leaves it is told by its own key.
        """
        ...

    def titles(self, words: str, limit: int) -> Iterator[Entry]:
        """At most so many live and public ones whose title holds the words; for when no engine answers."""
        ...


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called once for each kind, from an app's ready()."""
    if not NAME.fullmatch(kind.name) or not str(kind.label):
        raise ImproperlyConfigured(f"a kind needs a name and a label: {kind.name!r}")
    if kind.name in _kinds:
        raise ImproperlyConfigured(f"two rooms register the kind {kind.name}")
    for model in kind.models:
        if is_sealed(model):
            raise ImproperlyConfigured(
                f"{model.__name__} is sealed at rest and may not be found; publish an extract in a table of its own"
            )
    _kinds[kind.name] = kind


def is_sealed(model: type[Model]) -> bool:
    """Whether its rows, or rows that share its table, hold personal data."""
    return issubclass(model, SealedModel) or any(
        isinstance(field, SealedTextField) for field in model._meta.get_fields()
    )


def kinds() -> dict[str, Kind]:
    return dict(_kinds)


def changed(kind: str, ref: int | str) -> None:
    """Say, inside the transaction of the change, that the index must look at these rows again."""
    outbox.put(TOPIC, f"{kind}:{ref}")


def changed_many(kind: str, refs: Sequence[int | str]) -> None:
    """The same for many at once, as an import makes them; they are left to the worker."""
    outbox.put_many(TOPIC, [f"{kind}:{ref}" for ref in refs])
