from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from common import indicators
from common.calendar.alert import missing_years
from common.calendar.tables import HolidayNotice
from common.indicators import Level

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        ("2026-01-01", []),
        ("2026-10-31", []),
        ("2026-11-01", [2027]),
        ("2026-12-31", [2027]),
        ("2027-01-01", [2027]),
        ("2027-11-01", [2027, 2028]),
        ("2025-11-01", []),
    ],
)
def test_next_years_notice_is_asked_for_from_the_first_of_november(
    today, missing
) -> None:
    assert missing_years(dt.date.fromisoformat(today)) == missing


@pytest.mark.parametrize(
    ("now", "level"),
    [
        ("2026-10-31T15:59:59+00:00", Level.OK),
        ("2026-10-31T16:00:00+00:00", Level.ALARM),  # 1 November has begun here
    ],
)
def test_the_indicator_turns_red_at_midnight_of_this_country(
    monkeypatch, now, level
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: dt.datetime.fromisoformat(now))

    assert standing() is level


def test_the_indicator_is_still_when_the_notice_is_there(monkeypatch) -> None:
    moment = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    assert standing() is Level.ALARM

    HolidayNotice.objects.create(code="2027", year=2027, number="试")

    assert standing() is Level.OK


def standing() -> Level:
    return next(
        reading.level
        for reading in indicators.readings()
        if reading.indicator.code == "calendar_year_missing"
    )
