"""What may happen to a case, from where to where; and of two at once one wins."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, connections, transaction

from complaints import actions
from complaints.choices import Act, State
from complaints.models import Case, CaseEvent, transitions
from complaints.models.transitions import TABLE, IllegalMove
from complaints.permissions import RIGHT_FOR
from tests.complaints.scene import received

pytestmark = [pytest.mark.django_db, pytest.mark.database]

LEGAL = {
    ("received", "accept"): "accepted",
    ("received", "refuse"): "refused",
    ("received", "note"): "received",
    ("accepted", "assign"): "in_hand",
    ("accepted", "note"): "accepted",
    ("in_hand", "assign"): "in_hand",
    ("in_hand", "note"): "in_hand",
    ("in_hand", "reply"): "replied",
    ("replied", "reply"): "replied",
    ("replied", "note"): "replied",
    ("replied", "close"): "closed",
}
ACTS = ("accept", "refuse", "assign", "note", "reply", "close")


@pytest.fixture
def do(office):
    """Each act, done by somebody who may, with everything filled."""
    by = office.supervisor
    words = {
        "accept": {"subject": "退还团费"},
        "refuse": {"reason": "not_ours", "explanation": "请向市场监督管理局反映。"},
        "assign": {"unit": office.market, "handler": office.handler},
        "note": {"text": "电话核实过了"},
        "reply": {"text": "团费已经退还。"},
        "close": {},
    }
    return lambda act, case: getattr(actions, act)(case, by=by, **words[act])


def in_state(state: str) -> Case:
    case = received()
    extra = {"refusal_reason": "not_ours"} if state == "refused" else {}
    Case.objects.filter(pk=case.pk).update(state=state, **extra)
    return Case.objects.get(pk=case.pk)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", State.values)
def test_each_act_from_each_state_is_done_or_refused_as_the_table_says(do, state, act):
    case = in_state(state)
    lines = case.events.count()

    if (state, act) in LEGAL:
        do(act, case)
        assert Case.objects.get().state == LEGAL[state, act]
        assert case.events.count() == lines + 1
    else:
        with pytest.raises(IllegalMove, match="不能"):
            do(act, case)
        assert Case.objects.get().state == state
        assert case.events.count() == lines


def test_the_table_names_every_act_once_and_who_may():
    assert {act.value for act in TABLE} == set(ACTS)
    assert set(RIGHT_FOR) == set(TABLE)
    assert len(LEGAL) == sum(len(move.from_states) for move in TABLE.values())


@pytest.mark.parametrize(
    ("act", "filled"),
    [
        ("accept", {"subject": "  "}),
        ("refuse", {"reason": "not_ours", "explanation": " "}),
    ],
)
def test_what_the_table_asks_for_must_be_filled(office, case, act, filled):
    with pytest.raises(IllegalMove, match="要填写"):
        getattr(actions, act)(case, by=office.supervisor, **filled)

    assert Case.objects.get().state == "received"


def test_a_case_is_only_given_to_somebody_who_may_handle_it(office, case):
    case = actions.accept(case, by=office.clerk, subject="退还团费")

    for wrong in (office.other, office.clerk, office.stranger):
        with pytest.raises(IllegalMove, match="没有办理"):
            actions.assign(case, by=office.clerk, unit=office.market, handler=wrong)
    assert Case.objects.get().handler is None


def test_the_second_of_two_who_saw_the_same_state_is_told(office, in_hand):
    seen = in_hand.version
    actions.reply(in_hand, by=office.handler, text="第一份答复", seen_version=seen)

    with pytest.raises(IllegalMove, match="刚刚被其他人处理过"):
        actions.reply(
            in_hand, by=office.supervisor, text="第二份答复", seen_version=seen
        )

    assert [reply.text for reply in in_hand.replies.all()] == ["第一份答复"]


def test_even_past_every_check_the_update_of_the_second_changes_no_row(office, case):
    first, second = Case.objects.get(), Case.objects.get()

    transitions.move(first, Act.ACCEPT, by=office.clerk, filled={"subject": "甲"})
    with pytest.raises(IllegalMove):
        transitions.move(second, Act.ACCEPT, by=office.clerk, filled={"subject": "乙"})

    assert Case.objects.get().subject == "甲"
    assert CaseEvent.objects.filter(verb="accepted").count() == 1


def test_the_database_refuses_a_state_that_is_not_in_the_list(case):
    for wrong in (
        {"state": "lost"},
        {"kind": "other"},
        {"state": "refused", "refusal_reason": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**wrong)


def test_the_trail_is_only_added_to(office, in_hand):
    line = in_hand.events.first()
    line.detail = "改过"

    for forbidden in (
        line.save,
        line.delete,
        in_hand.events.all().delete,
        lambda: in_hand.events.update(verb="closed"),
    ):
        with pytest.raises(TypeError, match="only ever added"):
            forbidden()


def test_a_failed_act_leaves_no_line_and_no_reply(office, in_hand, monkeypatch):
    monkeypatch.setattr(
        Case, "trail", lambda *_a, **_k: (_ for _ in ()).throw(OSError("gone"))
    )

    with pytest.raises(OSError, match="gone"):
        actions.reply(in_hand, by=office.handler, text="写到一半")

    monkeypatch.undo()
    assert Case.objects.get().state == "in_hand"
    assert in_hand.replies.count() == 0


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_several_at_the_same_moment_exactly_one_closes(office, in_hand):
    actions.reply(in_hand, by=office.handler, text="团费已经退还。")
    start, told = threading.Barrier(4), []

    def close() -> None:
        start.wait()
        try:
            actions.close(Case.objects.get(pk=in_hand.pk), by=office.supervisor)
            told.append("closed")
        except IllegalMove:
            told.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=close) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["closed", "refused", "refused", "refused"]
    assert CaseEvent.objects.filter(verb="closed").count() == 1
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_several_presses_at_the_same_moment_one_makes_the_case(bureau):
    start, numbers = threading.Barrier(4), []

    def press() -> None:
        start.wait()
        try:
            words = {"kind": "inquiry", "narrative": "请问图书馆几点关门？"}
            numbers.append(
                actions.receive(form_key="the-same-form", words=words).case.number
            )
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(numbers) == 4
    assert len(set(numbers)) == 1
    assert Case.objects.count() == CaseEvent.objects.count() == 1
