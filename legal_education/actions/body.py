"""The body of a text: headings, articles, and the passages that stand outside articles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from common.numerals import NUMERAL, number
from legal_education.actions.reading import ORDER, Piece, Title, renumbered
from legal_education.actions.wording import narrow, seen
from legal_education.choices import Rank

# A passage longer than this is parted at the next line, so that a search hit points at something readable.
LONG = 1500
OPENING = re.compile(
    rf"^[\s>*\-]*[第笫]\s*(?P<number>{NUMERAL}(?:\s*{NUMERAL})*)\s*条(?:\s*之\s*(?P<sub>{NUMERAL}+))?(?:\*\*)?(?P<after>.*)$"
)
# What follows a number that is spoken of, not opened: 第三条的规定, 第三条第二款, 第三条、第四条.
SPOKEN_OF = re.compile(
    r"^(?:[的第、至到和与及或，。；,;）)》〉规中所之以]|规定|修改|增加)"
)
HEADING = re.compile(r"^(?P<marks>#{1,6})\s*(?P<words>.*?)\s*#*$")
LABEL = re.compile(
    rf"^第\s*(?P<number>{NUMERAL}(?:\s*{NUMERAL})*)\s*(?P<rank>分编|编|章|节)(?P<sub>\s*之\s*{NUMERAL}+)?[\s、：:]*(?P<text>.*)$"
)
POINT = re.compile(r"^[一二三四五六七八九十]{1,3}、")
RANKS = {"编": Rank.PART, "分编": Rank.SUBPART, "章": Rank.CHAPTER, "节": Rank.SECTION}


def title_of(words: str, depth: int = 2) -> Title:
    """第一章 总则 → chapter, 第一章, 总则; a heading without such a label is held by its Markdown depth."""
    found = LABEL.match(words)
    if not found:
        return Title(Rank.OTHER, "", words, min(depth + 1, 6))
    rank = RANKS[found["rank"]]
    label = re.sub(r"\s+", "", words[: found.start("text")]).rstrip("、：:")
    return Title(rank, label, found["text"].strip(), ORDER[rank])


@dataclass(slots=True)
class Body:
    """Takes lines one after the other and keeps every one of them."""

    source: str
    plain_headings: bool = False
    nodes: list[Title | Piece] = field(default_factory=list)
    doubtful: list[tuple[int, str]] = field(default_factory=list)
    _open: Piece | None = None

    def add(self, line: str, at: int) -> None:
        text = seen(re.sub(r"<!--.*?-->", "", line))
        if not text:
            return
        heading = HEADING.match(text)
        if heading:
            self._head(heading["words"], len(heading["marks"]))
        elif self.plain_headings and LABEL.match(text) and len(text) < 40:
            self._head(text, 2)
        elif not self._article(text, at):
            self._line(text, at)

    def finish(self) -> list[Title | Piece]:
        return renumbered(self.nodes)

    def _head(self, words: str, depth: int) -> None:
        words = words.replace("**", "").strip()
        if words:
            self.nodes.append(title_of(words, depth))
            self._open = None

    def _article(self, text: str, at: int) -> bool:
        found = OPENING.match(text)
        if not found:
            return False
        if SPOKEN_OF.match(found["after"]):
            self.doubtful.append((at, text))
            return False
        value = number(re.sub(r"\s+", "", found["number"]))
        sub = number(found["sub"]) if found["sub"] else 0
        rest = found["after"].strip()
        self._begin(Piece(value, sub, 0, [rest] if rest else [], self.source, at))
        return True

    def _line(self, text: str, at: int) -> None:
        piece = self._open
        if piece is None or (piece.number == 0 and self._parts(piece, text)):
            self._begin(Piece(0, 0, 0, [text], self.source, at))
        else:
            piece.lines.append(text)

    def _begin(self, piece: Piece) -> None:
        self.nodes.append(piece)
        self._open = piece

    def _parts(self, piece: Piece, text: str) -> bool:
        table = text.startswith("|") and piece.lines[-1].startswith("|")
        return not table and (
            bool(POINT.match(text)) or sum(map(len, piece.lines)) > LONG
        )


def has_plain_headings(lines: list[str]) -> bool:
    """Whether a text writes its chapters without Markdown's marks; one such line alone is a quotation."""
    if any(line.lstrip().startswith("##") for line in lines):
        return False
    return (
        sum(bool(LABEL.match(seen(line))) and len(seen(line)) < 40 for line in lines)
        >= 2
    )


def count_openings(text: str) -> int:
    """Lines that open an article, by a plain count that knows nothing of the reader."""
    plain = narrow(text).translate(dict.fromkeys(map(ord, "\u200b\ufeff")))
    return len(
        re.findall(
            r"(?m)^[ \t\u3000*>-]*第[ 〇零○一二两三四五六七八九十百千0-9]+条", plain
        )
    )
