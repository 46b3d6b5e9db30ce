"""Finding the names of laws in a text, with and without 《》."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from common.citations import patterns
from common.citations.plain import squeeze
from common.citations.registry import law_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STATE = "中华人民共和国"
# Too common a word to be a reference without its article.
CONSTITUTION = "宪法"
LONGEST_TITLE = 300
_ENDS = re.compile(
    rf"(?:法典|法|条例|规定|办法|细则|规则|决定|解释|通知|意见|修正案|总则)(?P<bracket>\((?:{patterns.N}|试行|暂行)\))?"
)


_BRACKETS = re.compile("[《》]")


class Names:
    """Every known name in the width of `plain`, found by its last two characters."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.keys = {squeeze(name): key for name, key in names.items()}
        self.short = {
            name for name, key in self.keys.items() if not name.endswith(squeeze(key))
        }
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self.keys:
            if len(name) > 1:
                lengths[name[-2:]].add(len(name))
        self.lengths = {
            tail: sorted(found, reverse=True) for tail, found in lengths.items()
        }

    def key(self, name: str) -> str | None:
        plain = squeeze(name)
        return self.keys.get(plain) or self.keys.get(plain.removeprefix(STATE))

    def bare(self, marks: str) -> Iterator[tuple[int, int]]:
        """Where names stand, from the first to the last, the longest where several begin or overlap."""
        found = sorted(
            {span for end in _ends(marks) for span in self._ending(marks, end)},
            key=lambda span: (span[0], -span[1]),
        )
        behind = 0
        for start, end in found:
            if start >= behind:
                yield start, end
                behind = end

    def _ending(self, marks: str, end: int) -> Iterator[tuple[int, int]]:
        if patterns.NO_NAME_END.match(marks, end - 1):
            return
        if patterns.OTHER_DOCUMENT.match(marks, end) or patterns.DRAFT.match(
            marks, end
        ):
            return
        for length in self.lengths.get(marks[end - 2 : end], ()):
            start = end - length
            if start >= 0 and marks[start:end] in self.keys:
                if self._begins(marks, start, end):
                    yield start, end
                return

    def _begins(self, marks: str, start: int, end: int) -> bool:
        """A name in the middle of a longer one is not meant: 某市旅游条例 is not 旅游条例."""
        before = marks[max(0, start - 4) : start]
        if marks[start:end] == CONSTITUTION:
            return bool(patterns.GROUP.match(marks, end))
        glued = before and re.match(f"[{patterns.HAN}]", before[-1])
        if not glued or patterns.BOUNDARY.search(before):
            return True
        name = marks[start:end]
        if name.startswith(STATE):
            return True
        if patterns.PLACE.search(before) or name in self.short:
            return False
        return len(name) >= 4 or bool(
            len(name) > 1 and patterns.GROUP.match(marks, end)
        )


def _ends(marks: str) -> Iterator[int]:
    for found in _ENDS.finditer(marks):
        yield found.end()
        if found["bracket"]:
            yield found.start("bracket")


_known: list[tuple[Mapping[str, str], Names]] = []


def known() -> Names:
    """The names of the library; made anew only when it has changed."""
    names = law_names()
    if not _known or _known[0][0] is not names:
        _known[:] = [(names, Names(names))]
    return _known[0][1]


def title_end(marks: str, start: int) -> int:
    """One past the 》 that closes the 《 at `start`, titles within it passed over; 0 where none closes it."""
    if marks.find("》", start, start + LONGEST_TITLE) < 0:
        return 0
    depth = 0
    for found in _BRACKETS.finditer(marks, start, start + LONGEST_TITLE):
        depth += 1 if found[0] == "《" else -1
        if depth == 0:
            return found.end()
    # 《关于修改《旅游法》的决定 with one 》 too few ends at the last one.
    last = marks.rfind("》", start, start + 80) if depth == 1 else -1
    return last + 1


def is_document(title: str) -> bool:
    """Laws, rules and the papers of authorities; no certificates, contracts or newspapers."""
    if patterns.NO_DOCUMENT.search(title):
        return False
    shorter = title
    while found := patterns.END_BRACKET.search(shorter):
        if patterns.DRAFT.match(found[0]):
            return False
        shorter = shorter[: found.start()]
    return bool(patterns.DOCUMENT_END.search(shorter))


def unknown_name(marks: str, begin: int, end: int) -> str | None:
    """The name that ends here and is in no library, as far as it can be cut out of its sentence; "" is 其实施细则."""
    found = patterns.UNKNOWN_NAME.search(marks[max(begin, end - 40) : end])
    if not found:
        return None
    words = found[0]
    stops = [stop.end() for stop in patterns.STOP_WORD.finditer(words)]
    name = words[max((at for at in stops if at < len(words) - 1), default=0) :]
    return name if len(name.partition("(")[0]) > 2 else ""
