"""Administrators hear of what has gone beyond its bound, once a day and not more."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail as post
from django.utils import timezone

from common import mail, outbox
from common.outbox import OutboxRow
from portal import alarm
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    made = cast.administrator()
    made.email = "guanli@example.gov.cn"
    made.save()
    return made


def told() -> list[str]:
    while outbox.carry_out():
        pass
    return [str(one.subject) for one in post.outbox if "放弃" in one.subject]


@pytest.fixture
def dead(db) -> OutboxRow:
    return OutboxRow.objects.create(topic="index", key="x", dead=True)


def test_a_dead_letter_is_told_to_administrators_with_an_address(admin, dead):
    cast.editor()

    assert alarm.ring() >= 1

    assert told() == ["需要处理：多次失败而放弃的后台任务（1 件）"]
    assert {address for one in post.outbox for address in one.to} == {admin.email}


def test_it_is_told_once_a_day(admin, dead):
    alarm.ring()
    assert alarm.ring() == 0
    assert len(told()) == 1

    mail.Message.objects.update(made_at=timezone.now() - dt.timedelta(hours=25))
    alarm.ring()
    assert len(told()) == 2


def test_without_a_fault_or_an_address_nothing_is_told(admin):
    alarm.ring()
    assert told() == []

    admin.email = ""
    admin.save()
    OutboxRow.objects.create(topic="index", key="x", dead=True)
    assert alarm.ring() == 0


def test_a_missing_years_notice_is_told(admin, monkeypatch):
    monkeypatch.setattr("common.watched.missing_years", lambda: [2027])

    alarm.ring()
    told()

    assert any("缺放假通知的年度" in one.subject for one in post.outbox)
