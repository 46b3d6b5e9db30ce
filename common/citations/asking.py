"""An article's number as a question has it: 第35条 anywhere; 35条 and 1062 where a law's name stands before it."""

from __future__ import annotations

from dataclasses import dataclass

from common.citations import patterns
from common.citations.chain import read_chain
from common.citations.plain import plain
from common.citations.reference import Steps
from common.citations.titles import after_slip


@dataclass(frozen=True, slots=True)
class Asked:
    """The steps, and the words `text[start:end]` that say them."""

    steps: Steps
    start: int
    end: int


def article_in(text: str, after: int, *, named: bool) -> Asked | None:
    """The first article of a question, sooner after the name that ends at `after` than before it."""
    walked = plain(text)
    begin = next(
        (place for place, at in enumerate(walked.at) if at >= after), len(walked.at)
    )
    found = patterns.GROUP.search(walked.marks, begin) or patterns.GROUP.search(
        walked.marks
    )
    start = found.start() if found else begin
    if found is None:
        if not named:
            return None
        while walked.marks[start : start + 1] in {"》", "的"}:
            start += 1
        start = after_slip(walked.marks, start)
    members, end = read_chain(walked.marks, start, Steps(), short=named)
    if not members or not members[0].steps.article:
        return None
    return Asked(members[0].steps, *walked.span(start, end))
