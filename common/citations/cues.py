"""The words beside a law's name that tell which of its versions is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from common.citations import patterns

if TYPE_CHECKING:
    import re

    from common.citations.plain import Plain

FAR = 40


def cue_of(plain: Plain, start: int, bracket: re.Match[str] | None) -> str:
    """第12号令公布的《…》; 2018年修正的…; 《…》(2018年修正)."""
    cues = []
    found = patterns.CUE_BEFORE.search(plain.marks[max(0, start - FAR) : start])
    if found:
        words = found[0]
        begun = patterns.CUE_START.search(words)
        words = words[begun.start() :] if begun else words
        cues.append(words)
    if bracket and patterns.CUE_INSIDE.search(bracket[0]):
        cues.append(bracket[0].strip("()"))
    return "；".join(cues)
