"""The one table of what may happen to a case: from where, to where, and what must be said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from complaints.choices import Act, State, Verb
from complaints.models.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.models.event import CaseEvent
    from complaints.permissions import Visitor


class IllegalMove(Exception):
    """The act does not fit the state of the case; the message is for the person who tried."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table. Without `to_state` the case stays where it is."""

    act: Act
    verb: Verb
    from_states: frozenset[State]
    to_state: State | None
    needs: tuple[str, ...] = field(default=())


def _move(
    act: Act, verb: Verb, sources: Iterable[State], target: State | None, *needs: str
) -> Move:
    return Move(act, verb, frozenset(sources), target, needs)


WORKING = (State.RECEIVED, State.ACCEPTED, State.IN_HAND, State.REPLIED)

# act, line in the trail, from, to, what must be filled; who may is asked of permissions.RIGHT_FOR.
TABLE: dict[Act, Move] = {
    move.act: move
    for move in (
        _move(Act.ACCEPT, Verb.ACCEPTED, [State.RECEIVED], State.ACCEPTED, "subject"),
        _move(
            Act.REFUSE,
            Verb.REFUSED,
            [State.RECEIVED],
            State.REFUSED,
            "refusal_reason",
            "text",
        ),
        _move(
            Act.ASSIGN,
            Verb.ASSIGNED,
            [State.ACCEPTED, State.IN_HAND],
            State.IN_HAND,
            "unit",
            "handler",
        ),
        _move(Act.NOTE, Verb.NOTED, WORKING, None, "text"),
        _move(
            Act.REPLY,
            Verb.REPLIED,
            [State.IN_HAND, State.REPLIED],
            State.REPLIED,
            "text",
        ),
        _move(Act.CLOSE, Verb.CLOSED, [State.REPLIED], State.CLOSED),
    )
}

NAMES = {
    "subject": "事由",
    "refusal_reason": "不予受理的原因",
    "text": "内容",
    "unit": "承办单位",
    "handler": "经办人",
}
OVERTAKEN = "这件诉求刚刚被其他人处理过，请看最新情况后再操作。您填写的内容还在下面。"


def is_legal(act: Act, state: str) -> bool:
    return act in TABLE and state in TABLE[act].from_states


def held(case: Case, *, seen_version: int | None = None) -> Case:
    """The case as it stands, its row held until the transaction ends; refused if it moved since it was seen."""
    now = Case.objects.select_for_update().get(pk=case.pk)
    if seen_version is not None and now.version != seen_version:
        raise IllegalMove(OVERTAKEN)
    return now


def move(
    case: Case, act: Act, *, by: Visitor, filled: dict[str, Any], detail: str = ""
) -> CaseEvent:
    """Take the case along one row of the table and write its line; the caller holds the transaction.

    `filled` is what the row of the table asks for. Of two who try at once, the update of one changes no row.
    """
    row = TABLE[act]
    if case.state not in row.from_states:
        raise IllegalMove(f"“{case.get_state_display()}”的诉求不能{act.label}。")
    if missing := [NAMES[need] for need in row.needs if not filled.get(need)]:
        raise IllegalMove(f"{act.label}前要填写：{'、'.join(missing)}。")
    before = case.state
    if row.to_state is not None:
        _step(
            case,
            row.to_state,
            {name: value for name, value in filled.items() if name != "text"},
        )
    return case.trail(
        row.verb, by=by, detail=detail, from_state=before, to_state=case.state
    )


def _step(case: Case, target: State, values: dict[str, Any]) -> None:
    seen = Case.objects.filter(pk=case.pk, state=case.state, version=case.version)
    if seen.update(state=target, version=case.version + 1, **values) != 1:
        raise IllegalMove(OVERTAKEN)
    for name, value in {"state": target, "version": case.version + 1, **values}.items():
        setattr(case, name, value)
