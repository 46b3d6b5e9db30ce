"""What was asked: the address line, read once and bounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from common.text import clean, normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 200
LONGEST_KIND = 40
LAST_PAGE = 1000
# Reading a longer line character by character would let one request hold a worker.
READ = 2000


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question in one width and case, with what narrows it."""

    text: str = ""
    typed: str = ""  # as the person wrote it, to be shown again
    kind: str = ""
    page: int = 1
    language: str = "zh-hans"
    all_versions: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.text


def read(parameters: Mapping[str, str], *, language: str = "zh-hans") -> SearchQuery:
    """Nonsense never fails: it is cut, or falls back to the first page."""
    line = parameters.get("q", "")[:READ]
    return SearchQuery(
        text=" ".join(normalise(line).split())[:LONGEST].strip(),
        typed=" ".join(clean(line).split())[:LONGEST].strip(),
        kind=normalise(parameters.get("kind", "")[:LONGEST_KIND]).strip(),
        page=_page(parameters.get("page", "")),
        language=language,
        all_versions=parameters.get("all", "") == "1",
    )


def _page(text: str) -> int:
    plain = normalise(text[:10]).strip()
    if not (plain.isascii() and plain.isdecimal()):
        return 1
    return min(max(int(plain), 1), LAST_PAGE)
