"""What only shows when transactions are real: a lease that is renewed, and workers side by side."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from common import outbox
from common.outbox import OutboxRow, leasing, topics

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.database,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture(autouse=True)
def _no_topics(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(topics, "registered", {})
    yield
    OutboxRow.objects.all().delete()


def test_a_handler_that_takes_longer_than_the_lease_keeps_its_rows(settings) -> None:
    settings.OUTBOX_LEASE_SECONDS = 0.6
    stolen: list[int] = []

    def slow(_keys: list[str]) -> None:
        for _ in range(4):
            time.sleep(0.4)
            left = OutboxRow.objects.filter(leased_until__lt=timezone.now())
            stolen.append(left.count())

    outbox.register("slow", slow)
    outbox.put_many("slow", ["a"])

    outbox.carry_out()

    assert stolen == [0, 0, 0, 0]
    assert not OutboxRow.objects.exists()


def test_workers_side_by_side_never_hold_one_key_at_once() -> None:
    guard = threading.Lock()
    in_hand: set[str] = set()
    met: list[str] = []
    done: list[str] = []

    def handler(keys: list[str]) -> None:
        with guard:
            met.extend(in_hand & set(keys))
            in_hand.update(keys)
        time.sleep(0.005)
        with guard:
            in_hand.difference_update(keys)
            done.extend(keys)

    outbox.register("errand", handler, batch=7)
    outbox.put_many("errand", [str(number % 40) for number in range(200)])

    def work() -> None:
        try:
            idle = 0
            while idle < 5:
                idle = 0 if outbox.carry_out() else idle + 1
                if idle:
                    time.sleep(0.02)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert met == []
    assert not OutboxRow.objects.exists()
    assert set(done) == {str(number) for number in range(40)}


def test_a_lock_held_for_a_moment_makes_nothing_happen_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    tries: list[int] = []

    def locked() -> str:
        tries.append(1)
        if len(tries) < 4:
            raise OperationalError("database is locked")
        return "done"

    assert leasing.insist(locked) == "done"
    assert len(tries) == 4
