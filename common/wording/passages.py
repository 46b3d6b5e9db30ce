"""A thing of several fields as one text, so that a place in the text can be told by its field."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from common.wording.checking import check
from common.wording.confirmation import unconfirmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from common.wording.finding import Finding

AROUND = 14


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the field it stands in and the words around it."""

    finding: Finding
    place: str
    before: str
    after: str

    def __str__(self) -> str:
        one = self.finding
        return f"{self.place}：“{one.shown}”{one.reason}建议：{one.suggestion}。"


@dataclass(frozen=True, slots=True)
class Passages:
    """Labelled texts in their order."""

    parts: Sequence[tuple[str, str]]

    @property
    def text(self) -> str:
        return "\n".join(words for _, words in self.parts)

    def findings(self, page_id: int | None = None) -> list[Placed]:
        """Without those that somebody has already answered for on this page."""
        text = self.text
        return [self._placed(one, text) for one in unconfirmed(check(text), page_id)]

    def _placed(self, finding: Finding, text: str) -> Placed:
        ends = accumulate(len(words) + 1 for _, words in self.parts)
        place = next(
            label
            for (label, _), end in zip(self.parts, ends, strict=True)
            if finding.start < end
        )
        before = text[max(0, finding.start - AROUND) : finding.start].split("\n")[-1]
        after = text[finding.end : finding.end + AROUND].split("\n")[0]
        return Placed(finding, place, before, after)
