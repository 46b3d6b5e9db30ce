"""What was asked: the address line, read once and bounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

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


# Questions of different sorts, to show that a whole sentence may be asked.
EXAMPLES = {
    "zh-hans": (
        "网吧能让未成年人进吗",
        "旅游法第三十五条",
        "营业性演出 审批",
        "民法典1062",
        "什么是非物质文化遗产",
    ),
    "en": ("licence", "information disclosure", "complaint"),
}


def examples(language: str) -> list[tuple[str, str]]:
    """Each question with its address line, in the reader's language or in Chinese."""
    return [
        (text, urlencode({"q": text}))
        for text in EXAMPLES.get(language, EXAMPLES["zh-hans"])
    ]
