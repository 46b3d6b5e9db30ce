"""A period counted forward from a day, with its pauses, its extension and its restarts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol, TypeVar

from common.clock.due import Due
from common.clock.events import Extension, Pause, Restart
from common.clock.reckoning import Amount, Kind
from common.clock.walking import DAY, Gaps, Walk, corresponding
from common.clock.words import BY_DAY, ROLLING, State, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from common.clock.events import Event


Happening = TypeVar("Happening", Pause, Extension, Restart)


class Rule(Protocol):
    """What the engine asks of a rule; ClockRule is one, and so is any other object with these."""

    unit: str
    amount: int | None
    direction: str
    binds: str
    month: int | None
    day: int | None
    rolls: bool
    minimum: bool
    on_working_days: bool
    pauses: str
    pause_stated: bool
    restarts: str
    extension: int | None
    extension_told: bool
    target: int | None


def forward(rule: Rule, start: dt.date, events: Sequence[Event], walk: Walk) -> Due:
    """Working days, days, months and years (民法典第二百零一条至第二百零三条)."""
    begun = _begun(rule, start, events, walk)
    gaps = _gaps(rule, begun, events, walk)
    amount = (rule.amount or 0) + _more(rule, begun, events, gaps, walk)
    law, counted = _last(rule, begun, amount, gaps, walk)
    if law is None:
        walk.tally.remark(
            Kind.PAUSE_OPEN,
            day=gaps.open_since,
            counted=Amount(counted, rule.unit),
            remaining=Amount(amount - counted, rule.unit),
        )
        return Due(state=State.PAUSED, remaining=amount - counted)
    walk.tally.remark(Kind.LAW, day=law)
    rolled = _rolled(rule, law, walk)
    if rule.minimum:
        walk.tally.remark(Kind.MINIMUM, day=rolled)
    return Due(state=State.RUNNING, law=law, rolled=rolled, alarm=min(law, rolled))


def _begun(rule: Rule, start: dt.date, events: Iterable[Event], walk: Walk) -> dt.date:
    """The start, or the newest restart: it opens a new period (clocks.md 18)."""
    for restart in sorted(_of(events, Restart), key=lambda each: each.on):
        if not rule.restarts:
            walk.tally.remark(Kind.NO_RESTART, day=restart.on)
        elif restart.on < start:
            walk.tally.remark(Kind.BEFORE_START, day=restart.on)
        else:
            walk.tally.remark(Kind.RESTARTED, day=restart.on)
            start = restart.on
    walk.tally.remark(Kind.START, day=start)
    return start


def _gaps(rule: Rule, begun: dt.date, events: Iterable[Event], walk: Walk) -> Gaps:
    """The pauses that the rule knows; where it asks for a notice, only the time stated there (clocks.md 14, 15)."""
    kept = []
    for pause in _of(events, Pause):
        if not rule.pauses:
            walk.tally.remark(Kind.NO_PAUSE, day=pause.since)
        elif rule.pause_stated and pause.stated_until is None:
            walk.tally.remark(Kind.NOT_STATED, day=pause.since)
        else:
            kept.append(pause)
    return Gaps(kept, stated=rule.pause_stated, begun=begun)


def _more(
    rule: Rule, begun: dt.date, events: Sequence[Event], gaps: Gaps, walk: Walk
) -> int:
    """What the one extension of this period adds. The day by which it must be approved and told is the day it extends."""
    wanted = [
        each
        for each in _of(events, Extension)
        if each.approved is None or each.approved >= begun
    ]
    if not wanted:
        return 0
    trial = Walk(walk.calendar)
    law, _counted = _last(rule, begun, rule.amount or 0, gaps, trial)
    due = _rolled(rule, law, trial) if law else dt.date.max
    walk.provisional |= trial.provisional
    added = 0
    for extension in sorted(wanted, key=lambda each: each.approved or dt.date.max):
        refusal = _refusal(rule, extension, due, added)
        if refusal:
            walk.tally.remark(refusal, day=due)
        else:
            added = _granted(rule, extension, walk)
    return added


def _refusal(rule: Rule, extension: Extension, due: dt.date, added: int) -> Kind | None:
    """Why an extension moves nothing (clocks.md 17), or None."""
    if not rule.extension:
        return Kind.NO_EXTENSION
    if added:
        return Kind.SECOND
    if extension.approved is None or extension.approved > due:
        return Kind.NOT_APPROVED
    if rule.extension_told and (extension.told is None or extension.told > due):
        return Kind.NOT_TOLD
    return None


def _granted(rule: Rule, extension: Extension, walk: Walk) -> int:
    most = rule.extension or 0
    wanted = extension.amount or most
    granted = min(wanted, most)
    walk.tally.remark(
        Kind.EXTENDED, approved=extension.approved, amount=Amount(granted, rule.unit)
    )
    if wanted > most:
        walk.tally.remark(Kind.EXTENSION_CUT, most=Amount(most, rule.unit))
    return granted


def _last(
    rule: Rule, begun: dt.date, amount: int, gaps: Gaps, walk: Walk
) -> tuple[dt.date | None, int]:
    """The law's day, or None and what has been counted where a pause is still open."""
    if rule.unit in BY_DAY:
        day, counted = walk.count(begun, amount, rule.unit, gaps)
        return (day if counted == amount else None), counted
    end = corresponding(begun, amount * (12 if rule.unit == Unit.YEARS else 1))
    walk.tally.remark(
        Kind.CORRESPONDING if end.day == begun.day else Kind.MONTH_END,
        day=begun,
        amount=Amount(amount, rule.unit),
        to=end,
    )
    walk.look(end)
    return end, amount


def _rolled(rule: Rule, law: dt.date, walk: Walk) -> dt.date:
    """Civil Code 203: the first working day after a rest day; a threshold stays where it is (clocks.md 8)."""
    if rule.unit not in ROLLING or walk.works(law):
        return law
    if not rule.rolls:
        walk.tally.remark(Kind.NOT_ROLLED, day=law, note=walk.reason(law))
        return law
    to = walk.nearest(law, DAY)
    walk.tally.remark(Kind.ROLLED, day=law, note=walk.reason(law), to=to)
    return to


def _of(events: Iterable[Event], kind: type[Happening]) -> list[Happening]:
    return [each for each in events if isinstance(each, kind)]
