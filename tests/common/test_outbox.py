"""The outbox: what is put is carried out once it may be, by one pair of hands, however handlers and workers fail."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.utils import timezone

from common import outbox
from common.outbox import NotNow, OutboxRow, topics
from common.outbox.carrying import carry
from common.outbox.faults import told
from common.outbox.leasing import Lease, take

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LONG_AGO = dt.timedelta(hours=1)


class Errands:
    """A handler that remembers its calls and fails at the keys it is told to."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.bad: dict[str, Exception] = {}

    def __call__(self, keys: list[str]) -> None:
        self.calls.append(keys)
        for key in keys:
            if key in self.bad:
                raise self.bad[key]

    @property
    def done(self) -> list[str]:
        return [
            key for call in self.calls for key in call if not self.bad.keys() & {*call}
        ]


@pytest.fixture
def errands(monkeypatch: pytest.MonkeyPatch) -> Errands:
    made = Errands()
    monkeypatch.setattr(topics, "registered", {})
    outbox.register("errand", made)
    return made


def waiting() -> list[str]:
    return list(OutboxRow.objects.order_by("pk").values_list("key", flat=True))


def later(**changes: Any) -> None:
    """As if time had passed: every row is due, and every lease has ended."""
    OutboxRow.objects.filter(dead=False).update(
        due_at=timezone.now() - LONG_AGO, **changes
    )
    OutboxRow.objects.exclude(leased_until=None).update(
        leased_until=timezone.now() - LONG_AGO
    )


def leased() -> Lease:
    lease = take("errand", limit=10)
    assert lease is not None
    return lease


def test_a_poisoned_key_keeps_no_other_of_its_batch(errands: Errands) -> None:
    outbox.put_many("errand", [str(number) for number in range(20)])
    errands.bad["7"] = ValueError("no")

    outbox.carry_out()

    assert waiting() == ["7"]
    assert sorted(map(int, errands.done)) == [n for n in range(20) if n != 7]


def test_the_same_key_put_often_is_handled_once(errands: Errands) -> None:
    outbox.put_many("errand", ["a", "b", "a", "a"])

    outbox.carry_out()

    assert errands.calls == [["a", "b"]]
    assert waiting() == []


def test_a_row_is_tried_eight_times_and_then_waits_for_a_person(
    errands: Errands,
) -> None:
    outbox.put_many("errand", ["a"])
    errands.bad["a"] = ValueError("no")
    pauses = []

    for _ in range(12):
        outbox.carry_out()
        row = OutboxRow.objects.get()
        pauses.append((row.due_at - timezone.now()).total_seconds())
        later()

    row = OutboxRow.objects.get()
    assert (len(errands.calls), row.tries, row.dead) == (8, 8, True)
    assert row.dead_at is not None
    assert "ValueError" in row.fault
    assert pauses[0] < 7 < pauses[1] < 20 < pauses[2] < 60 < pauses[3]
    assert outbox.dead_count() == 1


def test_a_row_that_waits_for_its_next_try_is_left_alone(errands: Errands) -> None:
    outbox.put_many("errand", ["a"])
    errands.bad["a"] = ValueError("no")

    for _ in range(3):
        outbox.carry_out()

    assert len(errands.calls) == 1


def test_while_a_service_is_away_no_try_is_counted(errands: Errands) -> None:
    outbox.put_many("errand", [str(number) for number in range(20)])
    away = NotNow("the server is away")
    errands.bad = {str(number): away for number in range(20)}

    for _ in range(30):
        outbox.carry_out()
        later()

    assert set(OutboxRow.objects.values_list("dead", "tries")) == {(False, 0)}
    assert len(errands.calls) <= 30 * 4  # not every key of a batch is tried in vain
    errands.bad = {}
    while outbox.carry_out():
        pass
    assert waiting() == []


def test_a_service_that_is_back_is_asked_again_within_twenty_seconds(
    errands: Errands,
) -> None:
    outbox.put_many("errand", ["a"])
    errands.bad["a"] = NotNow("away")

    outbox.carry_out()

    wait = OutboxRow.objects.get().due_at - timezone.now()
    assert dt.timedelta(seconds=5) < wait < dt.timedelta(seconds=20)


def test_a_topic_that_nobody_carries_out_waits_and_says_so(errands: Errands) -> None:
    outbox.put_many("unknown", ["a", "b"])
    outbox.put_many("errand", ["c"])

    outbox.carry_out()

    assert waiting() == ["a", "b"]
    assert "没有程序办理" in OutboxRow.objects.earliest("pk").fault


def test_a_worker_that_comes_back_too_late_deletes_no_row_of_anothers(
    errands: Errands, caplog: pytest.LogCaptureFixture
) -> None:
    outbox.put_many("errand", ["a"])
    slow = leased()
    later()
    other = leased()

    slow.settle(slow.rows)

    assert waiting() == ["a"]
    assert "another's by now" in caplog.text
    slow.fail(slow.rows, ValueError("no"))
    assert OutboxRow.objects.get().lease == other.token
    other.settle(other.rows)
    assert waiting() == []


def test_what_is_put_while_its_key_is_in_hand_waits_for_those_hands(
    errands: Errands,
) -> None:
    outbox.put_many("errand", ["a"])
    first = leased()
    outbox.put_many("errand", ["a", "b"])

    second = leased()

    assert [row.key for row in second.rows] == ["b"]
    first.settle(first.rows)
    assert waiting() == ["a", "b"]
    assert [row.key for row in leased().rows] == ["a"]


def test_a_change_during_the_handling_is_handled_once_more(errands: Errands) -> None:
    seen = []

    def handler(keys: list[str]) -> None:
        seen.append(keys)
        if len(seen) == 1:
            outbox.put_many("changes", ["a"])

    outbox.register("changes", handler)
    outbox.put_many("changes", ["a"])

    while outbox.carry_out():
        pass

    assert seen == [["a"], ["a"]]


def test_rows_of_a_dead_worker_come_back_when_the_lease_ends(errands: Errands) -> None:
    outbox.put_many("errand", ["a", "b"])
    leased()

    assert outbox.carry_out() == 0
    later()

    assert outbox.carry_out() == 2
    assert waiting() == []


def test_a_row_that_kills_its_worker_is_soon_taken_alone_and_at_last_given_up(
    errands: Errands,
) -> None:
    outbox.put_many("errand", ["a", "b", "c"])
    sizes = []
    for _ in range(40):
        later()
        lease = take("errand", limit=10)
        if lease is None:
            break
        sizes.append(len(lease.rows))
        if len(lease.rows) == 1 and lease.rows[0].key != "b":
            lease.settle(lease.rows)  # only b kills

    assert sizes[:2] == [3, 3]
    assert set(sizes[2:]) == {1}
    row = OutboxRow.objects.get()
    assert (row.key, row.dead, row.tries) == ("b", True, 8)
    assert "意外退出" in row.fault


def test_a_worker_that_is_told_to_end_gives_back_what_it_has_not_begun(
    errands: Errands,
) -> None:
    outbox.put_many("errand", [str(number) for number in range(10)])
    errands.bad["0"] = ValueError("no")
    lease = leased()

    carry(lease, topics.registered["errand"], stop=lambda: len(errands.calls) >= 3)

    assert len(errands.calls) == 3
    assert set(OutboxRow.objects.values_list("lease", flat=True)) == {""}
    given_back = OutboxRow.objects.exclude(key="0")
    assert set(given_back.values_list("tries", flat=True)) == {0}


def test_one_topics_flood_keeps_no_other_waiting(errands: Errands) -> None:
    order: list[str] = []
    outbox.register("flood", lambda keys: order.append("flood"), batch=10)
    outbox.register("drop", lambda keys: order.append("drop"))
    outbox.put_many("flood", [str(number) for number in range(500)])
    outbox.put_many("drop", ["a"])

    outbox.carry_out()

    assert order == ["flood", "drop"]


def test_a_fault_is_kept_without_the_data_it_quotes(errands: Errands) -> None:
    outbox.put_many("errand", ["a"])
    errands.bad["a"] = ValueError(
        "value '王小明' (phone)=(13800000000) of wang@example.com at 0375-1234567 张三"
    )

    outbox.carry_out()

    fault = OutboxRow.objects.get().fault
    assert fault.startswith("ValueError: ")
    assert "test_outbox.py" in fault
    for secret in ("王小明", "13800000000", "wang@", "example.com", "1234567", "张三"):
        assert secret not in fault


def test_our_own_words_about_a_fault_are_kept(errands: Errands) -> None:
    assert told(NotNow("索引服务没有应答")) == "NotNow: 索引服务没有应答"


def test_a_fault_at_once_never_reaches_the_one_who_caused_it(
    errands: Errands, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    errands.bad["a"] = ValueError("no")

    with django_capture_on_commit_callbacks(execute=True):
        outbox.put("errand", "a")

    assert waiting() == ["a"]
    assert OutboxRow.objects.get().tries == 1


def test_what_is_slow_is_left_to_the_worker(
    errands: Errands, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    outbox.register("slow", errands, at_once=False)

    with django_capture_on_commit_callbacks(execute=True):
        outbox.put("slow", "a")

    assert errands.calls == []
    assert waiting() == ["a"]


def test_nothing_is_asked_for_by_what_was_rolled_back(errands: Errands) -> None:
    class Regretted(Exception):
        pass

    def regretted() -> None:
        with transaction.atomic():
            outbox.put("errand", "a")
            raise Regretted

    with pytest.raises(Regretted):
        regretted()

    assert waiting() == []
    assert errands.calls == []


def test_age_tells_of_a_worker_that_is_missing_and_of_one_that_fails(
    errands: Errands,
) -> None:
    assert (outbox.age(), outbox.oldest()) == (dt.timedelta(0), dt.timedelta(0))
    hour_ago = timezone.now() - LONG_AGO
    soon = timezone.now() + LONG_AGO
    OutboxRow.objects.create(topic="errand", key="a", put_at=hour_ago, due_at=soon)

    assert outbox.age() == dt.timedelta(0)
    assert outbox.oldest() >= LONG_AGO
    OutboxRow.objects.create(topic="errand", key="b", due_at=hour_ago)
    assert outbox.age() >= LONG_AGO


def test_a_worker_is_heard_of_and_signs_off() -> None:
    assert outbox.living() == 0
    outbox.beat()
    outbox.beat()
    assert outbox.living() == 1
    outbox.WorkerBeat.objects.update(seen_at=timezone.now() - LONG_AGO)
    assert outbox.living() == 0
    outbox.WorkerBeat.objects.update(seen_at=timezone.now() - dt.timedelta(days=2))
    outbox.WorkerBeat.objects.create(name="another")
    outbox.beat()
    assert outbox.WorkerBeat.objects.count() == 2
