"""What must hold whatever the days: one holiday more never helps a bureau to be late sooner, a pause never shortens."""

from __future__ import annotations

import datetime as dt
import os

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from common.clock.engine import reckon
from common.clock.events import Extension, Pause, Restart
from tests.common.clocks import Days, Terms

PROVE = os.environ.get("PROVE") == "1"
EXAMPLES = 5_000 if PROVE else 200
many = settings(max_examples=EXAMPLES, deadline=None)

starts = st.dates(dt.date(2005, 1, 1), dt.date(2026, 6, 30))
amounts = st.integers(1, 90)
gaps = st.integers(0, 60).map(lambda length: dt.timedelta(days=length))
forward = st.builds(
    Terms,
    unit=st.sampled_from(["working-days", "days"]),
    amount=amounts,
    pauses=st.just("征求意见"),
    restarts=st.just("补正"),
    extension=st.integers(1, 40),
)
by_month = st.builds(
    Terms, unit=st.sampled_from(["months", "years"]), amount=st.integers(1, 6)
)
backward = st.builds(
    Terms,
    unit=st.sampled_from(["working-days", "days"]),
    amount=amounts,
    direction=st.just("before"),
    binds=st.sampled_from(["bureau", "person"]),
    rolls=st.sampled_from([False]),
)


def told(rule, start, *events, rest=frozenset()):
    return reckon(rule, start, events, calendar=Days(frozenset(rest)))


@many
@given(rule=st.one_of(forward, by_month), start=starts, after=st.integers(0, 200))
def test_one_more_holiday_never_makes_a_forward_deadline_earlier(rule, start, after):
    holiday = start + dt.timedelta(days=after)

    before, later = told(rule, start), told(rule, start, rest={holiday})

    assert later.law >= before.law
    assert later.rolled >= before.rolled


@many
@given(rule=backward, event=starts, before=st.integers(0, 200))
def test_one_more_holiday_never_makes_a_backward_deadline_later(rule, event, before):
    holiday = event - dt.timedelta(days=before)

    usual, earlier = told(rule, event), told(rule, event, rest={holiday})

    assert earlier.law <= usual.law
    assert earlier.rolled <= usual.rolled
    assert earlier.reminder <= usual.reminder


@many
@given(rule=forward, start=starts, since=st.integers(-30, 120), length=gaps)
def test_a_pause_never_shortens(rule, start, since, length):
    opened = start + dt.timedelta(days=since)

    plain = told(rule, start)
    paused = told(rule, start, Pause(opened, opened + length))

    assert paused.law >= plain.law
    assert paused.rolled >= plain.rolled


@many
@given(rule=forward, start=starts, approved=st.integers(0, 150), wait=gaps)
def test_an_extension_never_shortens_and_never_more_than_it_may(
    rule, start, approved, wait
):
    day = start + dt.timedelta(days=approved)

    plain = told(rule, start)
    extended = told(rule, start, Extension(day, day + wait))

    in_time = day + wait <= plain.rolled
    assert (extended.law > plain.law) is in_time


@many
@given(rule=forward, start=starts, since=st.integers(0, 100))
def test_a_restart_is_the_same_as_a_new_start(rule, start, since):
    again = start + dt.timedelta(days=since)

    assert told(rule, start, Restart(again)).law == told(rule, again).law


@many
@given(rule=forward, start=starts)
def test_a_forward_period_is_never_shorter_than_its_number(rule, start):
    found = told(rule, start)

    assert found.law - start >= dt.timedelta(days=rule.amount)
    assert found.alarm == min(found.law, found.rolled)


@many
@given(rule=forward, start=starts, gap=gaps)
def test_a_later_start_never_ends_earlier(rule, start, gap):
    assume(gap)

    assert told(rule, start + gap).rolled >= told(rule, start).rolled
