"""A text as the parser walks it: one width, no spaces, and the way back to the original."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass

# One character for one: the places in the original stay countable.
_WIDTH = {
    **{ord("０") + n: str(n) for n in range(10)},
    **dict.fromkeys(map(ord, "（〔［[﹝"), "("),
    **dict.fromkeys(map(ord, "）〕］]﹞"), ")"),
    **dict.fromkeys(map(ord, "—－–~～─―"), "-"),
    **dict.fromkeys(map(ord, "<＜"), "〈"),
    **dict.fromkeys(map(ord, ">＞"), "〉"),
    ord(","): "，",
    ord(";"): "；",
    ord(":"): "：",
    ord("．"): ".",
}
_SEEN = re.compile(r"[^\s\u200b-\u200d\u2060\ufeff\xad]+")


@dataclass(frozen=True, slots=True)
class Plain:
    """`marks[i]` stands at `at[i]` of the original; `lines` are the places in marks where a line begins."""

    text: str
    marks: str
    at: array[int]
    lines: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original's first and one past its last character."""
        return self.at[start], self.at[end - 1] + 1

    def written(self, start: int, end: int) -> str:
        """The original's characters without its spaces."""
        return "".join(self.text[place] for place in self.at[start:end])

    def spaced(self, place: int) -> bool:
        """True where a space, a break or the end follows the mark before `place`."""
        return place >= len(self.marks) or self.at[place] > self.at[place - 1] + 1


def narrow(text: str) -> str:
    """The same text in one width, character for character."""
    return text.translate(_WIDTH)


def squeeze(text: str) -> str:
    """A name as it stands in `marks`."""
    return "".join(_SEEN.findall(narrow(text)))


def plain(text: str) -> Plain:
    wide = narrow(text)
    parts: list[str] = []
    at = array("q")
    lines: list[int] = []
    size, behind = 0, -1
    for found in _SEEN.finditer(wide):
        start = found.start()
        if behind < 0 or "\n" in wide[behind:start] or "\r" in wide[behind:start]:
            lines.append(size)
        parts.append(found[0])
        at.extend(range(start, found.end()))
        size += found.end() - start
        behind = found.end()
    return Plain(text, "".join(parts), at, lines)
