"""The bureau under more than one name: one that it has laid down, or two in one text (规范名称只有一个)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from common.wording.finding import Finding, Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from common.wording.known import Known

_BODY = re.compile(
    "(?P<place>[一-鿿]{2,3}?[区县])(?P<what>(?:文化|广播电影电视|广播电视|广电|旅游|体育|新闻出版|文物|文旅|文广旅|文广|和|与|、){1,8}(?:局|委员会|委))"
)
_FULL = 8
_FORMERLY = ("原", "前身", "更名前的")


def find(text: str, known: Known) -> Iterator[Finding]:
    places: set[int] = set()
    for former in known.former:
        for match in re.finditer(re.escape(former), text):
            if not _is_told(text, match.start()) and not _is_current(
                text, match, known
            ):
                places.add(match.start())
                yield _found(
                    match, f"本局规范名称是“{known.names[0]}”。", known.names[0]
                )
    for finding in _two_names(text, known):
        if finding.start not in places:
            yield finding


def _two_names(text: str, known: Known) -> Iterator[Finding]:
    """Two full names of one district's bureau; the laid-down one is right, without it the more usual in the text."""
    by_place: dict[str, list[re.Match[str]]] = {}
    for match in _BODY.finditer(text):
        if len(match["what"]) >= _FULL - 3 and not _is_told(text, match.start()):
            by_place.setdefault(match["place"][-2:], []).append(match)
    for matches in by_place.values():
        names = Counter(match["what"] for match in matches)
        right = next(
            (what for what in names if any(own.endswith(what) for own in known.names)),
            max(names, key=lambda what: (names[what], len(what))),
        )
        for match in matches:
            if match["what"] != right:
                yield _found(
                    match,
                    "同一机构在一篇里用了两个名称。",
                    match["place"] + right,
                )


def _is_told(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].endswith(_FORMERLY)


def _is_current(text: str, match: re.Match[str], known: Known) -> bool:
    """A former name may be a part of the present one."""
    for name in known.names:
        reach = len(name)
        around = text[max(0, match.start() - reach) : match.end() + reach]
        if match[0] in name and name in around:
            return True
    return False


def _found(match: re.Match[str], reason: str, suggestion: str) -> Finding:
    return Finding(
        *match.span(), Kind.ORGAN, Level.WARN, reason, suggestion, match[0], "own-name"
    )
