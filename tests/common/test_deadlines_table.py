"""Nearly two thousand deadlines, reckoned twice: by the engine over the shipped rules, and day by day by hand."""

from __future__ import annotations

import csv
import datetime as dt
import re

import pytest
from django.utils import timezone

from common.calendar import current
from common.clock.engine import reckon
from common.clock.events import Extension, Pause, Restart
from common.clock.rule import ClockRule
from tests.common import make_deadlines, naive

ROWS = list(
    csv.DictReader(make_deadlines.TABLE.read_text(encoding="utf-8").splitlines())
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def events(text: str):
    for part in filter(None, text.split("；")):
        days = [dt.date.fromisoformat(each) for each in DAY.findall(part)]
        amount = re.match(r"延长(\d+)", part)
        if part.startswith("重新起算"):
            yield Restart(days[0])
        elif part.startswith("延长"):
            told = days[1] if "告知" in part else None
            yield Extension(days[0], told, int(amount[1]) if amount else None)
        elif "书面告知" in part:
            yield Pause(days[0], stated_until=days[1])
        else:
            yield Pause(days[0], days[1])


def written(due) -> tuple[str, str]:
    if due.moment:
        local = timezone.localtime(due.moment)
        midnight = local.time() == dt.time()
        told = f"{due.law} 24:00" if midnight else f"{local:%Y-%m-%d %H:%M}"
        return told, told
    return str(due.law), str(due.rolled)


def moment(start: str) -> dt.date | dt.datetime:
    if " " in start:
        return timezone.make_aware(dt.datetime.fromisoformat(start))
    return dt.date.fromisoformat(start)


def test_the_table_is_long_enough_and_exercises_every_kind_of_clock():
    words = [row["期限"] for row in ROWS]
    moved = [row for row in ROWS if row["说明"].startswith("没有这些事件")]

    assert len(ROWS) >= 1_000
    assert len([row for row in ROWS if row["事件"]]) >= 500
    assert len(moved) >= 200
    for word in ("中止", "重新起算", "延长"):
        assert len([row for row in moved if word in row["事件"]]) >= 40, word
    for word in ("事件前", "个月", "1年", "小时", "每年", "当日", "只计工作日"):
        assert len([each for each in words if word in each]) >= 8, word


def test_the_naive_reckoning_gives_every_row_of_the_table():
    wrong = [
        row["编号"]
        for row in ROWS
        if naive.deadline(row["起算日"], row["事件"], row["期限"])
        != (row["法定末日"], row["顺延后"])
    ]

    assert wrong == []


def test_the_words_of_every_row_are_those_of_the_shipped_rule():
    rules = {rule["code"]: rule for rule in make_deadlines.rules()}

    assert {row["规则"] for row in ROWS} == rules.keys()
    for row in ROWS:
        rule = rules[row["规则"]]
        assert (row["事项"], row["期限"]) == (
            rule["title"],
            make_deadlines.period(rule),
        )


@pytest.mark.django_db
def test_the_engine_gives_every_row_of_the_table():
    rules = {rule.code: rule for rule in ClockRule.objects.all()}
    calendar = current()

    wrong = {}
    for row in ROWS:
        due = reckon(
            rules[row["规则"]],
            moment(row["起算日"]),
            list(events(row["事件"])),
            calendar=calendar,
        )
        if written(due) != (row["法定末日"], row["顺延后"]):
            wrong[row["编号"]] = written(due)

    assert wrong == {}
