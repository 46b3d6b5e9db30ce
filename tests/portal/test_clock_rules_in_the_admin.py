"""Who keeps the rules of deadlines: is told what is wrong, tries a change before saving it, and leaves a history."""

from __future__ import annotations

import datetime as dt

import pytest

from common.calendar import current
from common.clock.rule import ClockRule
from portal.clocks.trial import starts

pytestmark = pytest.mark.ignore_template_errors  # Wagtail's own templates


@pytest.fixture
def rule(db) -> ClockRule:
    return ClockRule.objects.get(code="d8-reply")


def filled(administrator, address: str) -> dict[str, str]:
    """What the browser would send if nothing were changed."""
    form = administrator.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    told = {name: "" if value is None else value for name, value in values.items()}
    return {name: value for name, value in told.items() if value is not False}


@pytest.fixture
def send(administrator, rule):
    address = f"/admin/clocks/edit/{rule.pk}/"

    def sent(**changed: str):
        return administrator.post(
            address, {**filled(administrator, address), **changed}
        )

    return sent


def test_what_is_wrong_is_told_and_what_is_right_is_saved_with_history(
    administrator, rule, send
):
    refused, taken = send(amount=""), send(amount="18")

    assert "这种单位要填数量。" in refused.content.decode()
    assert taken.status_code == 302
    rule.refresh_from_db()
    assert rule.amount == 18
    history = administrator.get(f"/admin/clocks/history/{rule.pk}/")
    assert history.status_code == 200
    assert "guanli" in history.content.decode()


def test_a_change_is_tried_beside_the_saved_rule_and_not_saved(send, rule):
    tried = send(amount="18", **{"try": "1", "try-start": "2026-02-12"})
    page = tried.content.decode()

    assert tried.status_code == 200
    assert "上面的改动还没有保存" in page
    assert "2026-03-16（周一）" in page  # two working days before the eighteenth
    assert "第1个工作日" in page
    assert page.count("（有变化）") >= 3
    rule.refresh_from_db()
    assert rule.amount == 20


def test_events_are_tried_too(send):
    days = {"try-start": "2026-05-29", "try-paused": "2026-06-03"}
    page = send(**{"try": "1"}, **days, **{"try-resumed": "2026-06-10"})

    assert "2026-07-06（周一）" in page.content.decode()


def test_a_wrong_day_in_the_box_is_told_and_kept(send):
    page = send(**{"try": "1", "try-start": "下周三"}).content.decode()

    assert "日期看不明白" in page
    assert 'value="下周三"' in page
    assert "试算结果" not in page


def test_a_wrong_rule_is_not_tried(send):
    page = send(amount="", **{"try": "1", "try-start": "2026-02-12"}).content.decode()

    assert "上面有内容要先改好，才能试算" in page
    assert "试算结果" not in page
    assert "几个容易算错的日子</h3>" not in page


def test_a_new_rule_is_tried_before_it_exists(administrator, db):
    address = "/admin/clocks/new/"
    told = {
        **filled(administrator, address),
        "code": "new-one",
        "clock": "new-one",
        "title": "新事项",
        "group": "voice",
        "begins": "收到之日",
        "unit": "hours",
        "amount": "24",
        "basis": "一个文件",
        "position": "900",
        "try": "1",
        "try-start": "2026-10-01",
        "try-time": "15:30",
    }

    page = administrator.post(address, told).content.decode()

    assert "2026-10-02（周五） 15:30" in page
    assert "（还没有保存过）" in page
    assert not ClockRule.objects.filter(code="new-one").exists()


def test_the_form_shows_samples_at_once(administrator, rule):
    page = administrator.get(f"/admin/clocks/edit/{rule.pk}/").content.decode()

    assert "长假前最后一个工作日" in page
    assert "（有变化）" not in page


@pytest.mark.django_db
def test_the_samples_are_the_eves_of_long_rests():
    found = [day for day, _why in starts(dt.date(2026, 1, 5), current())]

    assert [str(day) for day in found[:7]] == [
        "2026-01-05",
        "2026-02-14",
        "2026-04-03",
        "2026-04-30",
        "2026-06-18",
        "2026-09-24",
        "2026-09-30",
    ]


@pytest.mark.parametrize("person", ["client", "editor"])
def test_nobody_else_keeps_the_rules(request, person, rule):
    client = request.getfixturevalue(person)

    assert client.get(f"/admin/clocks/edit/{rule.pk}/").status_code in {302, 403}
