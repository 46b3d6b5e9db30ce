"""Each point of docs/clocks.md, by hand; the number in a test's name is the point's."""

from __future__ import annotations

import pytest

from common.clock.due import earliest
from common.clock.engine import reckon
from common.clock.events import Extension, Pause, Restart, Stop
from common.clock.words import State
from tests.common.clocks import REPLY, Days, Terms, at, days, on, working_days

DAYS = Days()
EXAMPLES = [
    ("2026-02-12", working_days(20), "2026-03-18", "2026-03-18"),
    ("2026-02-13", working_days(2), "2026-02-24", "2026-02-24"),
    ("2026-04-30", working_days(7), "2026-05-13", "2026-05-13"),
    ("2026-06-18", working_days(3), "2026-06-24", "2026-06-24"),
    ("2026-09-18", working_days(20), "2026-10-22", "2026-10-22"),
    ("2026-09-24", working_days(10), "2026-10-15", "2026-10-15"),
    ("2026-09-29", working_days(15), "2026-10-26", "2026-10-26"),
    ("2026-11-23", working_days(20), "2026-12-21", "2026-12-21"),
    ("2026-08-02", days(60), "2026-10-01", "2026-10-08"),
    ("2026-09-16", days(15), "2026-10-01", "2026-10-08"),
]


def due(rule, start, *events, **more):
    return reckon(rule, start, events, calendar=DAYS, **more)


@pytest.mark.parametrize(("start", "rule", "law", "rolled"), EXAMPLES)
def test_the_ten_worked_examples(start, rule, law, rolled):
    found = due(rule, on(start))

    assert (found.law, found.rolled) == (on(law), on(rolled))


def test_point_1_a_make_up_saturday_counts_and_a_swapped_day_off_does_not():
    assert due(working_days(1), on("2026-02-13")).law == on("2026-02-14")
    # The Monday before the Spring Festival is off by the notice; the period in days rolls over all of it.
    assert due(days(2), on("2026-02-14")).rolled == on("2026-02-24")


def test_point_2_a_day_without_a_notice_makes_the_date_provisional():
    assert not due(working_days(20), on("2026-11-23")).provisional
    assert due(working_days(20), on("2026-12-01")).provisional
    assert due(days(30), on("2026-12-20")).provisional


def test_point_2_the_last_days_of_december_are_provisional_too():
    assert not due(working_days(3), on("2026-12-21")).provisional
    assert due(working_days(4), on("2026-12-21")).provisional


def test_point_2_the_page_says_that_it_may_move_either_way():
    text = due(working_days(20), on("2026-12-01")).reckoning[-1].text

    assert "可能提前" in text
    assert "可能推后" in text


def test_point_3_the_last_day_of_2005_was_worked():
    assert due(working_days(2), on("2005-12-29")).law == on("2005-12-31")


def test_point_4_the_day_ends_at_midnight_and_warns_at_closing():
    found = due(working_days(3), on("2026-06-18"))

    assert found.lapses_at == at("2026-06-25T00:00")
    assert found.warned_at == at("2026-06-24T17:30")
    assert due(working_days(3), on("2026-06-18"), now=at("2026-06-24T23:59")).state == (
        State.RUNNING
    )
    late = due(working_days(3), on("2026-06-18"), now=at("2026-06-25T00:00"))
    assert (late.state, late.late) == (State.LAPSED, True)


@pytest.mark.parametrize(
    ("start", "unit", "amount", "law", "rolled"),
    [
        ("2026-01-31", "months", 1, "2026-02-28", "2026-02-28"),
        ("2024-01-31", "months", 1, "2024-02-29", "2024-02-29"),
        ("2026-08-31", "months", 6, "2027-02-28", "2027-03-01"),
        ("2026-03-15", "months", 2, "2026-05-15", "2026-05-15"),
        ("2026-03-31", "months", 3, "2026-06-30", "2026-06-30"),
        ("2024-02-29", "years", 1, "2025-02-28", "2025-02-28"),
        ("2025-10-03", "years", 1, "2026-10-03", "2026-10-08"),
        ("2025-12-31", "months", 12, "2026-12-31", "2026-12-31"),
    ],
)
def test_point_5_months_and_years_end_on_the_same_day_or_the_month_s_last(
    start, unit, amount, law, rolled
):
    found = due(Terms(unit, amount), on(start))

    assert (found.law, found.rolled) == (on(law), on(rolled))


def test_point_6_hours_run_from_the_moment_over_rest_days_and_never_roll():
    rule = Terms("hours", 24, rolls=False)

    found = due(rule, at("2026-10-01T15:30"))

    assert found.moment == at("2026-10-02T15:30")
    assert (found.law, found.rolled, found.alarm) == (on("2026-10-02"),) * 3
    assert due(rule, at("2026-10-01T15:30"), now=at("2026-10-02T15:30")).late is False
    assert due(rule, at("2026-10-01T15:30"), now=at("2026-10-02T15:31")).late is True


def test_point_6_at_once_is_the_same_day_even_on_a_holiday():
    found = due(Terms("at-once", rolls=False), at("2026-10-01T09:00"))

    assert found.law == found.rolled == on("2026-10-01")
    assert found.alarm_moment == at("2026-10-01T09:00")


def test_point_6_a_clock_in_hours_wants_a_moment():
    with pytest.raises(ValueError, match="moment"):
        due(Terms("hours", 24), on("2026-10-01"))


def test_point_7_a_yearly_date_includes_its_day_does_not_roll_and_warns_before():
    report = Terms("yearly", month=1, day=31, rolls=False)

    found = due(report, on("2025-12-31"))

    assert found.law == found.rolled == on("2026-01-31")  # a Saturday
    assert found.alarm == on("2026-01-30")
    assert due(report, on("2026-01-31")).law == on("2026-01-31")
    assert due(report, on("2026-02-01")).law == on("2027-01-31")


def test_point_7_a_worked_weekend_day_needs_no_earlier_alarm():
    found = due(Terms("yearly", month=2, day=28, rolls=False), on("2026-01-01"))

    assert found.alarm == on("2026-02-28")


def test_point_8_a_threshold_does_not_roll():
    threshold = Terms("months", 3, rolls=False)

    found = due(threshold, on("2026-07-04"))

    assert found.law == found.rolled == on("2026-10-04")
    assert any("不顺延" in line.text for line in found.reckoning)


def test_where_the_two_days_differ_the_alarm_stands_on_the_earlier():
    found = due(days(60), on("2026-08-02"))

    assert found.differs
    assert found.alarm == on("2026-10-01")


def test_where_two_clocks_run_the_earliest_alarm_comes_first():
    national = due(days(60), on("2026-08-02"))  # law 10-01, rolled 10-08
    hours = due(Terms("hours", 24), at("2026-09-30T10:00"))  # 10-01 at ten
    other = due(working_days(2), on("2026-09-29"))  # 10-08

    assert earliest([national, other]) is national
    assert earliest([national, other, hours]) is hours
    assert earliest([]) is None


def test_point_9_24_hours_on_working_days_alarm_on_the_plain_24_hours():
    sign = Terms("hours", 24, rolls=False, on_working_days=True)

    friday = due(sign, at("2026-11-20T15:00"))
    saturday = due(sign, at("2026-11-21T15:00"))

    assert friday.moment == at("2026-11-23T15:00")
    assert friday.alarm_moment == at("2026-11-21T15:00")
    assert saturday.moment == at("2026-11-24T00:00")
    assert saturday.law == on("2026-11-23")


def test_point_10_from_the_next_day_loses_no_day_twice():
    assert due(days(30), on("2026-03-02")).law == on("2026-04-01")


def test_point_12_a_letter_received_on_a_rest_day_is_received_on_the_next_working_day():
    letter = Terms("same-day", rolls=False, on_working_days=True)

    assert due(letter, on("2026-10-03")).law == on("2026-10-08")
    assert due(letter, on("2026-10-10")).law == on("2026-10-10")  # a worked Saturday


def test_point_12_what_is_not_confirmed_has_not_begun_and_alarms():
    found = due(REPLY, None)

    assert found.state == State.WAITING
    assert found.law is None
    assert found.is_alarmed(at("2026-11-23T09:00"))


def test_point_14_a_pause_runs_from_the_next_day_to_the_day_of_the_result():
    # Without a pause 2026-06-29; the 4th to the 10th of June hold five working days.
    plain = due(REPLY, on("2026-05-29"))
    paused = due(REPLY, on("2026-05-29"), Pause(on("2026-06-03"), on("2026-06-10")))

    assert plain.law == on("2026-06-29")
    assert paused.law == on("2026-07-06")


def test_point_14_an_open_pause_leaves_no_date_but_a_rest():
    found = due(REPLY, on("2026-05-29"), Pause(on("2026-06-03")))

    assert (found.state, found.law, found.alarm) == (State.PAUSED, None, None)
    assert found.remaining == 17


def test_point_14_the_act_of_the_last_day_changes_nothing():
    found = due(REPLY, on("2026-05-29"), Pause(on("2026-06-29"), on("2026-07-20")))

    assert found.law == on("2026-06-29")


def test_point_14_an_earlier_pause_that_ended_is_not_taken_for_open():
    pauses = Pause(on("2026-06-01"), on("2026-06-03")), Pause(on("2026-06-10"))

    found = due(REPLY, on("2026-05-29"), *pauses)

    # 1 June, and the 4th to the 10th: six days counted.
    assert (found.law, found.remaining) == (None, 14)


def test_point_15_only_the_time_stated_in_the_notice_is_excluded():
    licence = working_days(20, pauses="听证", pause_stated=True)

    plain = due(licence, on("2026-05-29"))
    silent = due(licence, on("2026-05-29"), Pause(on("2026-06-03"), on("2026-06-30")))
    stated = due(
        licence,
        on("2026-05-29"),
        Pause(on("2026-06-03"), on("2026-06-30"), stated_until=on("2026-06-10")),
    )

    assert plain.law == silent.law == on("2026-06-29")
    assert stated.law == on("2026-07-06")


def test_point_16_the_hearing_of_a_final_review_is_not_counted():
    recheck = days(30, pauses="听证")

    found = due(recheck, on("2026-03-02"), Pause(on("2026-03-10"), on("2026-03-20")))

    assert found.law == on("2026-04-11")
    assert found.rolled == on("2026-04-13")


def test_point_17_an_extension_counts_from_the_same_start_and_rolls_once():
    petition = days(60, extension=30)
    extended = Extension(on("2026-09-30"), on("2026-09-30"))

    found = due(petition, on("2026-08-02"), extended)

    # Ninety days from the start: 31 October is a Saturday. From the rolled 8 October it would be 7 November.
    assert (found.law, found.rolled) == (on("2026-10-31"), on("2026-11-02"))


@pytest.mark.parametrize(
    ("approved", "told", "law"),
    [
        ("2026-06-29", "2026-06-29", "2026-07-27"),
        ("2026-06-29", "2026-06-30", "2026-06-29"),
        ("2026-06-30", "2026-06-30", "2026-06-29"),
        ("2026-06-20", None, "2026-06-29"),
    ],
)
def test_point_17_an_extension_must_be_approved_and_told_by_the_due_day(
    approved, told, law
):
    extension = Extension(on(approved), on(told) if told else None)

    assert due(REPLY, on("2026-05-29"), extension).law == on(law)


def test_point_17_the_due_day_that_counts_is_the_rolled_one():
    extension = Extension(on("2026-10-08"), on("2026-10-08"))

    assert due(days(60, extension=30), on("2026-08-02"), extension).law == on(
        "2026-10-31"
    )


def test_point_17_a_period_is_extended_once():
    twice = (
        Extension(on("2026-06-10"), on("2026-06-10")),
        Extension(on("2026-07-10"), on("2026-07-10")),
    )

    assert due(REPLY, on("2026-05-29"), *twice).law == on("2026-07-27")


def test_point_17_more_than_the_law_allows_is_cut():
    found = due(
        REPLY, on("2026-05-29"), Extension(on("2026-06-10"), on("2026-06-10"), 60)
    )

    assert found.law == on("2026-07-27")


def test_point_18_a_restart_opens_a_new_period_and_one_new_extension():
    first = Extension(on("2026-05-20"), on("2026-05-20"))
    restart = Restart(on("2026-05-29"))
    second = Extension(on("2026-06-20"), on("2026-06-20"))

    assert due(REPLY, on("2026-05-06"), first, restart).law == on("2026-06-29")
    assert due(REPLY, on("2026-05-06"), first, restart, second).law == on("2026-07-27")


def test_point_18_only_a_clock_that_knows_restarts_restarts():
    assert due(working_days(20), on("2026-05-29"), Restart(on("2026-06-10"))).law == on(
        "2026-06-29"
    )


def test_point_19_a_transfer_ends_the_clock_and_the_trail_keeps_it():
    found = due(days(30), on("2026-11-02"), Stop(on("2026-11-10")))

    assert (found.state, found.alarm, found.late) == (State.STOPPED, None, False)
    assert found.law == on("2026-12-02")
    assert found.reckoning[-1].text.startswith("2026-11-10")


def test_point_19_a_stop_after_the_last_day_was_late():
    assert due(days(30), on("2026-10-02"), Stop(on("2026-11-02"))).late is False
    assert due(days(30), on("2026-10-02"), Stop(on("2026-11-03"))).late is True


def test_point_20_backward_the_event_is_not_counted_and_we_are_reminded_a_day_before():
    notice = working_days(7, direction="before")

    found = due(notice, on("2026-10-15"))

    # 14, 13, 12, 10 (a worked Saturday), 9, 8 October, 30 September.
    assert found.law == found.rolled == found.alarm == on("2026-09-30")
    assert found.reminder == on("2026-09-29")


def test_point_20_our_own_last_day_goes_back_to_the_working_day_before():
    papers = Terms("days", 7, direction="before", rolls=False)

    found = due(papers, on("2026-10-11"))

    assert (found.law, found.rolled) == (on("2026-10-04"), on("2026-09-30"))
    assert (found.alarm, found.reminder) == (on("2026-09-30"), on("2026-09-29"))


def test_point_20_a_citizen_s_last_day_is_never_moved_back_only_advised():
    renewal = Terms("days", 30, direction="before", binds="person", rolls=False)

    found = due(renewal, on("2026-11-02"))

    assert found.law == found.rolled == found.alarm == on("2026-10-03")
    assert found.reminder == on("2026-09-30")


def test_a_shortest_period_says_before_which_day_it_may_not_end():
    consult = days(30, minimum=True)

    lines = [line.text for line in due(consult, on("2026-09-04")).reckoning]

    # The thirtieth day is Sunday 4 October.
    assert lines[-1] == "这是最短期限：不得早于2026-10-08（周四）结束。"


def test_no_number_invents_none_and_a_target_is_called_a_target():
    nothing = due(Terms("no-number", rolls=False), on("2026-11-23"))
    target = due(Terms("no-number", target=3, rolls=False), on("2026-11-23"))

    assert (nothing.law, nothing.alarm, nothing.target) == (None, None, None)
    assert (target.law, target.target, target.alarm) == (
        None,
        on("2026-11-26"),
        on("2026-11-26"),
    )
    assert any("不是法定期限" in line.text for line in target.reckoning)


def test_a_pause_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="pause"):
        Pause(on("2026-06-10"), on("2026-06-09"))


def test_now_inside_a_pause_the_clock_stands_still():
    pause = Pause(on("2026-06-03"), on("2026-06-10"))

    during = due(REPLY, on("2026-05-29"), pause, now=at("2026-06-08T10:00"))
    after = due(REPLY, on("2026-05-29"), pause, now=at("2026-06-11T10:00"))

    assert (during.state, after.state) == (State.PAUSED, State.RUNNING)
