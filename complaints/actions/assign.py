"""Give a case to a unit and one of its handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints import letters
from complaints.choices import Act
from complaints.models.transitions import IllegalMove, held, move
from complaints.permissions import user_can_handle

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from common.structure import Unit
    from complaints.models import Case
    from complaints.permissions import Visitor


@transaction.atomic
def assign(
    case: Case,
    *,
    by: Visitor,
    unit: Unit,
    handler: User,
    seen_version: int | None = None,
) -> Case:
    """Only to somebody who may handle cases of that unit and kind."""
    now = held(case, seen_version=seen_version)
    if not user_can_handle(handler, unit=unit.pk, kind=now.kind):
        raise IllegalMove(
            f"{handler.get_username()} 没有办理“{unit}”这类诉求的权限，请换一位经办人或者先由督办人授权。"
        )
    detail = f"{unit} {handler.get_full_name() or handler.get_username()}"
    move(
        now, Act.ASSIGN, by=by, filled={"unit": unit, "handler": handler}, detail=detail
    )
    letters.tell_handler(now)
    return now
