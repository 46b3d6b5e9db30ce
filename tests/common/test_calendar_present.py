"""The calendar follows its tables: at once in a transaction, soon elsewhere, and never by what was taken back."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

import pytest
from django.db import connection, transaction

from common.calendar import current, effects, present
from common.calendar.tables import HolidayNotice, WorkdayException
from common.shipped import shipments

DAY = dt.date(2027, 1, 2)


@pytest.fixture(autouse=True)
def _fresh():
    present.forget()
    yield
    present.forget()


def name_a_day() -> None:
    WorkdayException.objects.create(
        code="2027-01-02", date=DAY, works=True, notice="试", year=2027
    )


@pytest.mark.django_db
def test_the_same_calendar_is_given_until_something_changes(django_assert_num_queries):
    before = current()

    with django_assert_num_queries(1):
        assert current() is before
    name_a_day()
    assert current() is not before
    assert current().works(DAY)


@pytest.mark.django_db
def test_a_deleted_day_and_a_switched_off_notice_are_seen():
    name_a_day()
    assert current().works(DAY)

    WorkdayException.objects.get(date=DAY).delete()
    notice = HolidayNotice.objects.get(year=2026)
    notice.active = False
    notice.save()

    assert not current().works(DAY)
    assert current().provisional(dt.date(2026, 7, 1))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_outside_a_transaction_nothing_is_asked_for_some_seconds(
    django_assert_num_queries, monkeypatch
):
    before = current()

    with django_assert_num_queries(0):
        assert current() is before
    monkeypatch.setattr(present, "LOOK_AGAIN_SECONDS", 0.0)
    with django_assert_num_queries(1):
        assert current() is before


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_is_taken_back_was_never_everybodys_calendar():
    before = current()

    with transaction.atomic():
        name_a_day()
        assert current().works(DAY)
        transaction.set_rollback(True)

    assert current() is before
    assert not current().works(DAY)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_another_process_sees_a_change(monkeypatch):
    """The other process writes; this one looks again and follows."""
    monkeypatch.setattr(present, "LOOK_AGAIN_SECONDS", 0.0)
    assert not current().works(DAY)
    target = connection.settings_dict
    script = (
        "import django; django.setup()\n"
        "from django.conf import settings\n"
        "from django.db import connection\n"
        f"connection.settings_dict['NAME'] = {str(target['NAME'])!r}\n"
        "from common.calendar.tables import WorkdayException as W\n"
        "W.objects.create(code='2027-01-02', date='2027-01-02', works=True, notice='t', year=2027)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert current().works(DAY)


@pytest.mark.django_db
def test_a_second_load_of_what_is_shipped_changes_nothing():
    ours = [
        one for one in shipments() if one.model in {HolidayNotice, WorkdayException}
    ]

    loads = [one.load() for one in ours]

    assert len(loads) == 2
    assert all(
        (load.added, load.followed, load.kept, load.gone) == (0, 0, [], [])
        for load in loads
    )


@pytest.mark.django_db
def test_an_effect_that_fails_is_unreadable_and_the_others_are_told(monkeypatch):
    monkeypatch.setattr(effects, "_effects", {})
    effects.register("会变的诉求", lambda _old, _new: 1 // 0)
    effects.register("会变的文件", lambda old, new: 3 if old is not new else 0)

    told = effects.foretold(current(), present.read())

    assert told == [("会变的诉求", "读不出"), ("会变的文件", "3")]
