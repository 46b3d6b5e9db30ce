"""Lists and ranges of 条, 款, 项 and 目: one member for each, what they share handed on from one to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from common.citations import patterns
from common.citations.reference import Steps
from common.numerals import number

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

LEVELS = (
    "part",
    "subpart",
    "chapter",
    "section",
    "article",
    "paragraph",
    "item",
    "subitem",
)
UNITS = dict(zip(("编", "分编", *"章节条款项目"), LEVELS, strict=True))
HIGHEST = 9999
WIDEST = 400


@dataclass(frozen=True, slots=True)
class Member:
    """One of a list: its steps, and the words that are its own (places in `marks`)."""

    steps: Steps
    start: int
    end: int
    within: tuple[str, range] | None = (
        None  # what a range holds between its two ends: a field and its values
    )

    def spread(self) -> Iterator[tuple[Steps, bool]]:
        """Its steps, and whether they are only implied by a range."""
        if self.within is None:
            yield self.steps, False
            return
        name, values = self.within
        for value in values:
            yield replace(self.steps, **{name: value}), True


@dataclass(frozen=True, slots=True)
class Step:
    """One number of a group: 第三、四项 has two, both of them 项."""

    level: str
    value: int
    sub: int
    start: int
    end: int
    ranged: bool


def value_of(numeral: str) -> int:
    """0 where the marks make no number that a step can have."""
    try:
        value = number(numeral.strip("()"))
    except ValueError:
        return 0
    return value if value <= HIGHEST else 0


def down(steps: Steps, level: str, value: int, sub: int = 0) -> Steps:
    """The step taken from there: what lies above stays, what lies below is forgotten."""
    kept = LEVELS[: LEVELS.index(level)]
    above = {name: getattr(steps, name) for name in kept}
    if "article" in kept:
        above["sub"] = steps.sub
    elif level == "article":
        above["sub"] = sub
    return Steps(**{**above, level: value})


def depth(steps: Steps) -> int:
    """How far down the steps lead, as a place in LEVELS; -1 for no step at all."""
    return max(
        (place for place, name in enumerate(LEVELS) if getattr(steps, name)), default=-1
    )


def read_chain(
    marks: str, start: int, base: Steps, *, short: bool = False
) -> tuple[list[Member], int]:
    """The members that begin at `start`, and one past the last; none where no number stands there."""
    first = _group(marks, start)
    if first is None and short:
        first = _short(marks, start)
    if not first:
        return [], start
    members = _spread([], base, first)
    return go_on(marks, first[-1].end, members)


def go_on(marks: str, pos: int, members: list[Member]) -> tuple[list[Member], int]:
    """What follows the members read so far: deeper steps of the last one, and further ones."""
    while True:
        deeper = _deeper(marks, pos, members[-1])
        further = None if deeper else _further(marks, pos, members[-1])
        steps = deeper or further
        if not steps:
            return members, pos
        if deeper:
            last = members.pop()
            grown = _spread([], last.steps, deeper)
            members += [replace(grown[0], start=last.start), *grown[1:]]
        else:
            members = _spread(members, members[-1].steps, steps)
        pos = steps[-1].end


def _spread(members: list[Member], base: Steps, steps: list[Step]) -> list[Member]:
    for step in steps:
        before = members[-1] if members else None
        if step.ranged and before:
            members += _between(before, step)
        above = before.steps if before else base
        own = down(above, step.level, step.value, step.sub)
        members.append(Member(own, step.start, step.end))
    return members


def _between(before: Member, step: Step) -> list[Member]:
    """What a range holds between its two ends."""
    first = getattr(before.steps, step.level)
    if step.level == "article" and step.sub and first == step.value:
        name, values = "sub", range(before.steps.sub + 1, step.sub)
    elif first:
        name, values = step.level, range(first + 1, step.value + (1 if step.sub else 0))
    else:
        return []
    if not 0 < len(values) <= WIDEST:
        return []
    steps = down(before.steps, step.level, first)
    return [Member(steps, before.start, step.end, (name, values))]


def _deeper(marks: str, pos: int, last: Member) -> list[Step] | None:
    """第二款 right after 第三条; 第 may be missing only before a bracket or a digit: 第八条(三)项, 第35条2款."""
    found = _group(marks, pos)
    if found is None and marks[pos : pos + 1] in "(0123456789" and pos < len(marks):
        found = _group(marks, pos, needs_ordinal=False)
    if found is None:
        return _bracketed(marks, pos, last)
    return found if LEVELS.index(found[0].level) > depth(last.steps) else None


def _further(marks: str, pos: int, last: Member) -> list[Step] | None:
    ranged = patterns.RANGE.match(marks, pos)
    sub = _next_sub(marks, pos, last)
    if sub:
        return sub
    if ranged:
        found = _group(marks, ranged.end(), needs_ordinal=False, ranged=True)
        return found if found and _same_level(found, last) else None
    separator = patterns.SEPARATOR.match(marks, pos)
    if not separator or not separator[0]:
        return None
    found = _group(marks, separator.end())
    if found is None:
        found = _group(marks, separator.end(), needs_ordinal=False)
        if not found or not _same_level(found, last):
            return None
    return found


def _same_level(steps: list[Step], last: Member) -> bool:
    return bool(getattr(last.steps, steps[0].level))


def _next_sub(marks: str, pos: int, last: Member) -> list[Step] | None:
    """第一百二十条之一、之二."""
    found = patterns.NEXT_SUB.match(marks, pos)
    if not found or not last.steps.sub or depth(last.steps) != LEVELS.index("article"):
        return None
    sub = value_of(found["sub"])
    ranged = found["sep"] in {"至", "到", "-"}
    start, end = found.start() + len(found["sep"]), found.end()
    return [Step("article", last.steps.article, sub, start, end, ranged)]


def _bracketed(marks: str, pos: int, last: Member) -> list[Step] | None:
    """第三条(二): the word 项 is missing."""
    found = patterns.BRACKETED.match(marks, pos)
    if not found or depth(last.steps) not in {
        LEVELS.index("article"),
        LEVELS.index("paragraph"),
    }:
        return None
    value = value_of(found["number"])
    return [Step("item", value, 0, pos, found.end(), ranged=False)] if value else None


def _group(
    marks: str, pos: int, *, needs_ordinal: bool = True, ranged: bool = False
) -> list[Step] | None:
    pattern = patterns.GROUP if needs_ordinal else patterns.NEXT_GROUP
    found = pattern.match(marks, pos)
    return _steps(marks, found, ranged=ranged) if found else None


def _short(marks: str, pos: int) -> list[Step] | None:
    """35条 and 1062, which only a law's name before them makes an article."""
    found = patterns.SHORT_ARTICLE.match(marks, pos)
    if not found:
        return None
    if found["numbers"]:
        return _steps(marks, found, ranged=False)
    value = value_of(found["bare"])
    return (
        [Step("article", value, 0, pos, found.end(), ranged=False)] if value else None
    )


def _steps(marks: str, found: re.Match[str], *, ranged: bool) -> list[Step] | None:
    level = UNITS[found["unit"]]
    begin, finish = found.span("numbers")
    numbers = list(patterns.NUMBERS.finditer(marks, begin, finish))
    out = []
    for place, one in enumerate(numbers):
        last = place == len(numbers) - 1
        value = value_of(one["number"])
        if not value:
            return None
        sub = value_of(found["sub"] or "") if last and level == "article" else 0
        own = one["sep"] in {"至", "到", "-"} if place else ranged
        start = one.start() + len(one["sep"] or "") if place else found.start()
        end = found.end() if last and (sub or not found["sub"]) else one.end()
        end = found.end("unit") if last and found["sub"] and not sub else end
        out.append(Step(level, value, sub, start, end, own))
    return out
