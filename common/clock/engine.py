"""The reckoning itself: pure, over any calendar, by the points of clocks.md.

民法典 201 (the start day is not counted, hours run from the moment), 202 (corresponding day), 203 (the last day).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils import timezone

from common import calendar as calendars
from common.clock.due import Due, end_of
from common.clock.events import Pause, Restart, Stop
from common.clock.period import forward
from common.clock.reckoning import Kind, Span
from common.clock.walking import DAY, Gaps, Walk
from common.clock.words import Bound, Direction, State, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from common.clock.events import Event
    from common.clock.period import Rule
    from common.clock.walking import Calendar

    Reckoner = Callable[[Rule, dt.datetime, Walk], Due]

HOUR = dt.timedelta(hours=1)
MOMENT = dt.timedelta(microseconds=1)


def reckon(
    rule: Rule,
    start: dt.date | dt.datetime | None,
    events: Sequence[Event] = (),
    *,
    calendar: Calendar | None = None,
    now: dt.datetime | None = None,
) -> Due:
    """When the matter that started on this day is due, and why. ValueError where an hour clock is given a mere day."""
    walk = Walk(calendar or calendars.current())
    if start is None:
        walk.tally.remark(Kind.NOT_BEGUN)
        return Due(state=State.WAITING, reckoning=walk.tally.lines())
    due = _reckoned(rule, _moment(rule, start), events, walk)
    if walk.provisional:
        walk.tally.remark(Kind.PROVISIONAL)
    standing = _standing(rule, due, events, walk, now)
    return replace(standing, provisional=walk.provisional, reckoning=walk.tally.lines())


def _reckoned(
    rule: Rule, start: dt.datetime, events: Sequence[Event], walk: Walk
) -> Due:
    if rule.direction == Direction.BEFORE:
        return _backward(rule, start.date(), walk)
    reckoner = _RECKONERS.get(rule.unit)
    if reckoner:
        return reckoner(rule, start, walk)
    return forward(rule, start.date(), events, walk)


def _moment(rule: Rule, start: dt.date | dt.datetime) -> dt.datetime:
    """The start on the bureau's own clock."""
    if isinstance(start, dt.datetime):
        return timezone.localtime(start)
    if rule.unit == Unit.HOURS:
        raise ValueError("a clock in hours starts at a moment, not on a day")
    return timezone.make_aware(dt.datetime.combine(start, dt.time()))


def _backward(rule: Rule, event: dt.date, walk: Walk) -> Due:
    """The Nth day before the event is the last lawful day; only the bureau's own is moved back (clocks.md 20)."""
    walk.tally.remark(Kind.EVENT, day=event)
    law = walk.count_back(event, rule.amount or 0, rule.unit)
    walk.tally.remark(Kind.LAW, day=law)
    before = walk.nearest(law, -DAY)
    ours = rule.binds == Bound.BUREAU
    if before != law:
        kind = Kind.ROLLED_BACK if ours else Kind.KEPT
        walk.tally.remark(kind, day=law, note=walk.reason(law), to=before)
    rolled = before if ours else law
    reminder = walk.nearest(before - DAY, -DAY) if ours else before
    return Due(
        state=State.RUNNING,
        law=law,
        rolled=rolled,
        alarm=min(law, rolled),
        reminder=reminder,
    )


def _hours(rule: Rule, start: dt.datetime, walk: Walk) -> Due:
    """From the moment itself, never rolled; the alarm stands on the plain hours (clocks.md 6, 9)."""
    length = (rule.amount or 0) * HOUR
    walk.look(start.date())
    walk.tally.remark(Kind.MOMENT, moment=start)
    plain = start + length
    end = _working_moment(start, length, walk) if rule.on_working_days else plain
    walk.look(end.date())
    walk.tally.remark(Kind.HOURS_END, hours=rule.amount, moment=end)
    if plain != end:
        walk.tally.remark(Kind.PLAIN_HOURS, moment=plain)
    # A clock that ends at midnight ends with the day before.
    law, alarm = (dt.datetime.date(each - MOMENT) for each in (end, plain))
    return Due(
        state=State.RUNNING,
        law=law,
        rolled=law,
        alarm=alarm,
        moment=end,
        alarm_moment=plain,
    )


def _working_moment(
    start: dt.datetime, length: dt.timedelta, walk: Walk
) -> dt.datetime:
    """The end of so many hours of which none lies on a rest day."""
    moment, left = start, length
    while True:
        night = end_of(moment.date())
        if walk.works(moment.date()):
            taken = min(left, night - moment)
            walk.tally.remark(
                Kind.WORKING_HOURS,
                span=Span(moment.date(), moment.date()),
                hours=f"{taken / HOUR:g}",
            )
            left -= taken
            if not left:
                return moment + taken
        else:
            walk.tally.day(Kind.SKIPPED, moment.date(), walk.reason(moment.date()))
        moment = night


def _same_day(rule: Rule, start: dt.datetime, walk: Walk) -> Due:
    """Received means received on a working day where the rule says so (clocks.md 12)."""
    day = start.date()
    if rule.on_working_days and not walk.works(day):
        to = walk.nearest(day, DAY)
        walk.tally.remark(Kind.START_MOVED, day=day, note=walk.reason(day), to=to)
        day = to
    walk.look(day)
    walk.tally.remark(Kind.SAME_DAY, day=day)
    return Due(state=State.RUNNING, law=day, rolled=day, alarm=day)


def _at_once(_rule: Rule, start: dt.datetime, walk: Walk) -> Due:
    """The alarm stands from the first moment; what is not done when the day ends is late beyond doubt."""
    day = start.date()
    walk.tally.remark(Kind.AT_ONCE)
    return Due(state=State.RUNNING, law=day, rolled=day, alarm=day, alarm_moment=start)


def _yearly(rule: Rule, start: dt.datetime, walk: Walk) -> Due:
    """The next such day; it is no period and does not roll (clocks.md 7)."""
    day = start.date()
    named = dt.date(day.year, rule.month or 1, rule.day or 1)
    if named < day:
        named = named.replace(year=day.year + 1)
    walk.tally.remark(Kind.FIXED, day=named)
    alarm = walk.nearest(named, -DAY)
    if alarm != named:
        walk.tally.remark(
            Kind.FIXED_ALARM, day=named, note=walk.reason(named), to=alarm
        )
    return Due(state=State.RUNNING, law=named, rolled=named, alarm=alarm)


def _no_number(rule: Rule, start: dt.datetime, walk: Walk) -> Due:
    """Where the law gives no number the program invents none; a target is called a target."""
    walk.tally.remark(Kind.NO_NUMBER)
    if not rule.target:
        return Due(state=State.RUNNING)
    nothing = Gaps((), stated=False, begun=start.date())
    day, _all = walk.count(start.date(), rule.target, Unit.WORKING_DAYS, nothing)
    walk.tally.remark(Kind.TARGET, amount=rule.target, day=day)
    return Due(state=State.RUNNING, target=day, alarm=day)


_RECKONERS: dict[str, Reckoner] = {
    Unit.HOURS: _hours,
    Unit.SAME_DAY: _same_day,
    Unit.AT_ONCE: _at_once,
    Unit.YEARLY: _yearly,
    Unit.NO_NUMBER: _no_number,
}


def _standing(
    rule: Rule,
    due: Due,
    events: Sequence[Event],
    walk: Walk,
    now: dt.datetime | None,
) -> Due:
    """Where the clock stands at this moment: a stop ends it for good, and with it the alarm."""
    stop = _stop(rule, events)
    if stop and (now is None or _as_moment(stop.on) <= now):
        walk.tally.remark(
            Kind.STOPPED, day=timezone.localtime(_as_moment(stop.on)).date()
        )
        late = _is_past(due, _as_moment(stop.on))
        return replace(
            due, state=State.STOPPED, alarm=None, alarm_moment=None, late=late
        )
    if now is None or due.state is State.PAUSED:
        return due
    if _is_past(due, now):
        return replace(due, state=State.LAPSED, late=True)
    paused = rule.pauses and any(
        each.holds(timezone.localdate(now), stated=rule.pause_stated)
        for each in events
        if isinstance(each, Pause)
    )
    return replace(due, state=State.PAUSED) if paused else due


def _stop(rule: Rule, events: Sequence[Event]) -> Stop | None:
    """The first stop that no restart has undone."""
    restarts = [e.on for e in events if isinstance(e, Restart) and rule.restarts]
    restarted = max(restarts, default=dt.date.min)
    stops = [e for e in events if isinstance(e, Stop) and _day(e.on) >= restarted]
    return min(stops, key=lambda each: _as_moment(each.on), default=None)


def _day(on: dt.date) -> dt.date:
    return timezone.localdate(on) if isinstance(on, dt.datetime) else on


def _as_moment(on: dt.date) -> dt.datetime:
    """A day without an hour counts from its beginning."""
    if isinstance(on, dt.datetime):
        return on
    return timezone.make_aware(dt.datetime.combine(on, dt.time()))


def _is_past(due: Due, moment: dt.datetime) -> bool:
    """A day ends with 24:00 itself, an hour clock after its last moment."""
    if due.lapses_at is None:
        return False
    return moment > due.lapses_at if due.moment else moment >= due.lapses_at
