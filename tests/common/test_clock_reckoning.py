"""A reckoning can be read: which days were counted, which were not, and why."""

from __future__ import annotations

from django.utils import translation

from common.clock.engine import reckon
from common.clock.events import Extension, Pause, Restart
from tests.common.clocks import REPLY, Days, days, on, working_days


def lines(rule, start, *events) -> list[str]:
    return [
        line.text for line in reckon(rule, on(start), events, calendar=Days()).reckoning
    ]


def test_every_day_stands_on_a_line_with_its_reason():
    assert lines(working_days(2), "2026-02-13") == [
        "2026-02-13（周五）是起算日，当日不计入，从次日起算。",
        "2026-02-14（周六）：第1个工作日（调休上班）",
        "2026-02-15（周日）至2026-02-23（周一）：周六周日、放假，不计",
        "2026-02-24（周二）：第2个工作日",
        "法定末日：2026-02-24（周二）。",
    ]


def test_a_long_period_in_days_is_one_run_and_says_how_it_rolled():
    assert lines(days(60), "2026-08-02") == [
        "2026-08-02（周日）是起算日，当日不计入，从次日起算。",
        "2026-08-03（周一）至2026-10-01（周四）：第1至60日，逐日计算",
        "法定末日：2026-10-01（周四）。",
        "2026-10-01（周四）是休息日（放假），顺延到其后第一个工作日2026-10-08（周四）。",
    ]


def test_pause_restart_and_extension_are_told():
    told = "\n".join(
        lines(
            REPLY,
            "2026-05-06",
            Restart(on("2026-05-29")),
            Pause(on("2026-06-03"), on("2026-06-10")),
            Extension(on("2026-06-20"), on("2026-06-22")),
        )
    )

    assert "2026-05-29（周五）重新起算" in told
    assert "2026-06-04（周四）至2026-06-10（周三）：期限中止，不计" in told
    assert "2026-06-20（周六）批准延长20个工作日，从同一起算日合并计算。" in told
    assert "第40个工作日" in told or "至40个工作日" in told


def test_what_moves_nothing_is_told_too():
    told = lines(
        working_days(20),
        "2026-05-29",
        Pause(on("2026-06-03"), on("2026-06-10")),
        Extension(on("2026-06-20"), on("2026-06-22")),
    )

    assert "2026-06-03（周三）起的中止不予扣除：本期限没有可以中止的法定情形。" in told
    assert "延长不生效：本期限没有可以延长的规定。" in told


def test_a_reckoning_reads_in_english_too():
    with translation.override("en"):
        told = lines(days(60), "2026-08-02")

    assert told[1] == "2026-08-03 (Mon) to 2026-10-01 (Thu): days 1 to 60, day by day"
