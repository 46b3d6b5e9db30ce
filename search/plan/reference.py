"""A law and an article as people write them: 旅游法第三十五条, 旅游法35条, 民法典1062, 第35条.

A question names its law anywhere and says little else, so a name is heard in the middle of other words too; how a
number is read is the floor's matter.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from common import citations

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Reference:
    """Which law, by its key, and which article; either may be missing."""

    law: str = ""
    name: str = ""  # the law as the question calls it
    number: int = 0
    sub: int = 0

    @property
    def is_exact(self) -> bool:
        return bool(self.law and self.number)


def read(text: str, names: Mapping[str, str]) -> tuple[Reference, str]:
    """The reference in a normal text, and the text without the article's number."""
    start, name = _longest_name(text, names)
    law = names[name] if name else ""
    asked = citations.article_in(text, start + len(name), named=bool(name))
    if asked is None:
        return Reference(law=law, name=name), text
    rest = f"{text[: asked.start]} {text[asked.end :]}".strip()
    steps = asked.steps
    return Reference(law=law, name=name, number=steps.article, sub=steps.sub), rest


def plain_names(names: Mapping[str, str]) -> dict[str, str]:
    """The names in the width and case that a question has."""
    return {
        unicodedata.normalize("NFKC", name).lower(): key for name, key in names.items()
    }


def _longest_name(text: str, names: Mapping[str, str]) -> tuple[int, str]:
    """The longest name wins wherever it stands: 劳动合同法实施条例 is not 劳动合同法."""
    lengths = sorted(
        {len(name) for name in names if len(name) <= len(text)}, reverse=True
    )
    for length in lengths:
        for start in range(len(text) - length + 1):
            if text[start : start + length] in names:
                return start, text[start : start + length]
    return 0, ""
