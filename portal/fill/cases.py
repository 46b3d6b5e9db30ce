"""Thirty cases in all states, made only by what people do."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings

from common.structure import Unit
from complaints import actions
from complaints.models import Case
from portal.fill.people import person
from portal.fill.site import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User

WORDS = ("narrative", "place", "respondent", "name", "phone", "email", "address")
HANDLERS = {"market": "handler", "tourism": "handler2"}


def fill_cases() -> int:
    """Nothing where there are cases already: real or demo, they are not ours to double."""
    if Case.objects.exists():
        return 0
    rows = read("cases.toml")["case"]
    for place, row in enumerate(rows):
        _play(row, place)
    return len(rows)


def _play(row: dict[str, Any], place: int) -> None:
    words = {word: row.get(word, "") for word in WORDS}
    happened = row.get("happened_on")
    case = actions.receive(
        form_key=_form_key(place),
        words={
            "kind": row["kind"],
            "happened": happened.isoformat() if happened else "",
            **words,
        },
        anonymous=row.get("anonymous", False),
    ).case
    for step in row.get("acts", []):
        case = Case.objects.get(pk=case.pk)
        _STEPS[step["act"]](case, row, step)


def _form_key(place: int) -> str:
    """The demo's own keys, so that a fill that was cut short makes no case twice."""
    return hashlib.sha256(
        f"{settings.SECRET_KEY}:demo-case:{place}".encode()
    ).hexdigest()


def _handler(row: dict[str, Any]) -> User:
    return person(HANDLERS.get(row["unit"], "handler3"))


def _accept(case: Case, row: dict[str, Any], _step: dict[str, Any]) -> None:
    actions.accept(case, by=person("clerk"), subject=row["subject"])


def _refuse(case: Case, _row: dict[str, Any], step: dict[str, Any]) -> None:
    actions.refuse(
        case, by=person("clerk"), reason=step["reason"], explanation=step["text"]
    )


def _assign(case: Case, row: dict[str, Any], _step: dict[str, Any]) -> None:
    unit = Unit.objects.get(code=row["unit"])
    actions.assign(case, by=person("clerk"), unit=unit, handler=_handler(row))


def _note(case: Case, row: dict[str, Any], step: dict[str, Any]) -> None:
    actions.note(case, by=case.handler or person("clerk"), text=step["text"])


def _reply(case: Case, row: dict[str, Any], step: dict[str, Any]) -> None:
    actions.reply(case, by=_handler(row), text=step["text"])


def _close(case: Case, row: dict[str, Any], _step: dict[str, Any]) -> None:
    actions.close(case, by=_handler(row))


_STEPS: dict[str, Callable[[Case, dict[str, Any], dict[str, Any]], None]] = {
    "accept": _accept,
    "refuse": _refuse,
    "assign": _assign,
    "note": _note,
    "reply": _reply,
    "close": _close,
}
