"""Who may do what with a case. Rights are rows (person × unit × kind × act), never groups or has_perm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from complaints.choices import Act, Right

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User

    from complaints.models import Case
    from complaints.queries import CaseRightQuerySet

    Visitor = User | AbstractBaseUser | AnonymousUser

    class Holder(Protocol):
        """A user as CaseRight.person names it from the other side."""

        case_rights: CaseRightQuerySet


# Acts of the handler of the case; anybody else needs the right to step in.
HANDLERS_ACTS = (Act.REPLY, Act.CLOSE)

RIGHT_FOR = {
    Act.ACCEPT: Right.ACCEPT,
    Act.REFUSE: Right.REFUSE,
    Act.ASSIGN: Right.ASSIGN,
    Act.NOTE: Right.NOTE,
    Act.REPLY: Right.REPLY,
    Act.CLOSE: Right.CLOSE,
}


def rights_of(user: Visitor) -> CaseRightQuerySet | None:
    """The rights in force; None for visitors, people switched off, and users of another kind."""
    if not user.is_authenticated or not user.is_active:
        return None
    return cast("Holder", user).case_rights.in_force()


def user_has_right(user: Visitor, right: Right, *, unit: int | None, kind: str) -> bool:
    rights = rights_of(user)
    return (
        rights is not None and rights.to(right).covering(unit=unit, kind=kind).exists()
    )


def user_works_on_cases(user: Visitor) -> bool:
    """Whether 受理中心 shows itself at all."""
    rights = rights_of(user)
    return rights is not None and rights.to(Right.SEE).exists()


def user_can_see_case(user: Visitor, case: Case) -> bool:
    return user_has_right(user, Right.SEE, unit=case.unit_id, kind=case.kind)


def user_can_act(user: Visitor, case: Case, act: Act) -> bool:
    """Seeing comes first; an answer is the handler's own, others need the right to step in."""
    if act not in RIGHT_FOR or not user_can_see_case(user, case):
        return False
    if not user_has_right(user, RIGHT_FOR[act], unit=case.unit_id, kind=case.kind):
        return False
    if act in HANDLERS_ACTS and case.handler_id != user.pk:
        return user_has_right(user, Right.STEP_IN, unit=case.unit_id, kind=case.kind)
    return True


def user_can_handle(user: Visitor, *, unit: int | None, kind: str) -> bool:
    """Whom a case of this unit and kind may be assigned to."""
    return all(
        user_has_right(user, right, unit=unit, kind=kind)
        for right in (Right.SEE, Right.REPLY)
    )


def user_can_open_rights(user: Visitor) -> bool:
    rights = rights_of(user)
    return rights is not None and rights.to(Right.GRANT).exists()


def user_can_export(user: Visitor) -> bool:
    """Lists leave the building only through supervisors."""
    return user_can_open_rights(user)


def user_can_grant(user: Visitor, *, unit: int | None, kind: str) -> bool:
    """A supervisor of one unit grants nothing beyond that unit."""
    return user_has_right(user, Right.GRANT, unit=unit, kind=kind)
