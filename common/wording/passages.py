"""A thing of several fields as one text, so that a place in the text can be told by its field."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from common.wording.checking import check
from common.wording.confirmation import unconfirmed
from common.wording.finding import Kind

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
        return f"{self.place}：{one.told}"


@dataclass(frozen=True, slots=True)
class Passages:
    """Labelled texts in their order."""

    parts: Sequence[tuple[str, str]]

    @property
    def text(self) -> str:
        return "\n".join(words for _, words in self.parts)

    def findings(self, page_id: int | None = None) -> list[Placed]:
        """Without those that somebody has already answered for on this page."""
        found = check(self.text)
        seen = _without_personal(self.text, found)
        return [self._placed(one, seen) for one in unconfirmed(found, page_id)]

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


def _without_personal(text: str, found: Sequence[Finding]) -> str:
    """What is shown around one finding must not show the number found beside it."""
    for one in found:
        if one.kind == Kind.PERSONAL:
            stars = "*" * (one.end - one.start)
            text = text[: one.start] + stars + text[one.end :]
    return text
