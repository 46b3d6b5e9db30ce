from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.utils import timezone

from common import indicators
from common.indicators import Indicator, Level
from common.outbox import OutboxRow

pytestmark = pytest.mark.django_db


def watched(figure, bound=10.0, alarm=None) -> indicators.Reading:
    return Indicator(
        code="trial",
        label="试",
        figure=figure,
        bound=bound,
        unit="件",
        cares="系统管理员",
        alarm=alarm,
    ).reading()


def floor(code: str) -> indicators.Reading:
    return next(
        reading for reading in indicators.readings() if reading.indicator.code == code
    )


@pytest.mark.parametrize(
    ("figure", "level", "text"),
    [
        (None, Level.OK, "—"),
        (0, Level.OK, "0 件"),
        (10, Level.OK, "10 件"),
        (10.5, Level.LATE, "10.5 件"),
        (20, Level.LATE, "20 件"),
        (1234.56, Level.ALARM, "1,234.6 件"),
    ],
)
def test_a_figure_is_held_against_its_bounds(figure, level, text) -> None:
    reading = watched(lambda: figure, alarm=20)

    assert (reading.level, reading.text) == (level, text)


def test_without_a_second_bound_whatever_is_out_of_bounds_is_an_alarm() -> None:
    assert watched(lambda: 11).level is Level.ALARM


def test_a_figure_that_fails_is_unreadable_and_the_transaction_goes_on() -> None:
    def broken() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")
        return 0

    reading = watched(broken)

    assert (reading.level, reading.text, reading.is_ok) == (
        Level.UNREADABLE,
        "读不出",
        False,
    )
    assert OutboxRow.objects.count() == 0  # the connection still answers


def test_the_floor_watches_the_outbox_and_the_dead_letters() -> None:
    OutboxRow.objects.create(
        topic="trial", key="1", due_at=timezone.now() - dt.timedelta(seconds=90)
    )
    OutboxRow.objects.create(topic="trial", key="2", dead=True)

    assert floor("outbox_age").level is Level.LATE
    assert floor("dead_letters").text == "1 件"
    assert floor("dead_letters").level is Level.ALARM


def test_every_indicator_is_complete_and_its_link_leads_somewhere() -> None:
    readings = indicators.readings()

    for reading in readings:
        one = reading.indicator
        assert one.label
        assert one.cares
        assert one.unit
        assert reading.level is not Level.UNREADABLE
        assert reading.address == "" or reading.address.startswith("/")
    assert len(readings) >= 4
