"""What is indexed: each entry of each registered kind as token fields and facts, the same for every engine."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from common import findable
from common.text import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from common.findable import Entry

# An empty field would count in one engine's statistics and not in the other's.
NOTHING = "_"
# Law is found in every language of the site: it has only one text.
LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True, slots=True)
class Document:
    """An entry as an engine keeps it; the words themselves stay in the database."""

    key: str
    id: int
    kind: str
    language: tuple[str, ...]
    title: str
    path: str
    text: str
    law: str
    number: int
    authority: int
    current: int
    level: str
    region: str
    year: int


def document(entry: Entry) -> Document:
    return Document(
        key=entry.key,
        id=stable_id(entry.key),
        kind=entry.kind,
        language=LANGUAGES if entry.law else (entry.language,),
        title=_field(entry.title),
        path=_field(entry.path),
        text=_field(entry.text),
        law=entry.law,
        number=entry.number,
        authority=entry.authority,
        current=int(entry.current),
        level=entry.level,
        region=entry.region,
        year=entry.dated.year if entry.dated else 0,
    )


def documents() -> Iterator[Document]:
    """Everything that may be found, one at a time."""
    for kind in findable.kinds().values():
        for entry in kind.entries():
            yield document(entry)


def documents_of(kind: str, pks: Collection[int]) -> Iterator[Document]:
    """Those of the keys that are live and public now."""
    for entry in findable.kinds()[kind].entries(pks):
        yield document(entry)


def stable_id(key: str) -> int:
    """Orders hits of equal score alike in every engine and after every rebuild; 53 bits, so JSON keeps it whole."""
    return int.from_bytes(blake2b(key.encode(), digest_size=7).digest()) >> 3


def _field(text: str) -> str:
    return " ".join(tokens(text)) or NOTHING
