"""Give and take rights on cases; each change has its line in the log of rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import timezone

from complaints.choices import ROLE_RIGHTS, Kind, Right, RightVerb, Role
from complaints.models import CaseRight, RightEvent
from complaints.permissions import user_can_grant

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from common.structure import Unit

# Opens the admin's frame and nothing in it; the rights themselves never hang on a group.
DOOR_GROUP = "受理中心人员"


class NotAllowed(Exception):
    """The rights stay as they are; the message is for the person who tried."""


@transaction.atomic
def grant(
    *,
    person: User,
    role: Role,
    unit: Unit | None = None,
    kind: Kind | str = "",
    by: User,
) -> list[CaseRight]:
    """A role is a ready set of acts; what the person already holds there is not written twice."""
    _hold_rights()
    if not person.is_active:
        raise NotAllowed("这个账号已经停用，不能授权。")
    if not user_can_grant(by, unit=unit.pk if unit else None, kind=kind):
        raise NotAllowed("您只能在自己督办的单位和类型之内授权。")
    held = CaseRight.objects.in_force().filter(
        person=person, role=role, unit=unit, kind=kind
    )
    if held.exists():
        raise NotAllowed(
            f"{person.get_username()} 已经是这一范围的{Role(role).label}。"
        )
    rows = write_role(person=person, role=Role(role), unit=unit, kind=kind, by=by)
    log(RightVerb.GRANTED, rows[0], by_name=by.get_username())
    return rows


@transaction.atomic
def withdraw(*, right: CaseRight, by: User) -> int:
    """Take back the role that a right belongs to, in its unit and kind; the last head supervisor stays."""
    _hold_rights()
    if not user_can_grant(by, unit=right.unit_id, kind=right.kind):
        raise NotAllowed("您只能收回自己督办的单位和类型之内的权限。")
    going = CaseRight.objects.in_force().filter(
        person_id=right.person_id,
        role=right.role,
        unit=right.unit,
        kind=right.kind,
    )
    if not going.exists():
        raise NotAllowed("这项权限已经收回了。")
    heads = CaseRight.objects.of_head_supervisors()
    if (
        heads.filter(pk__in=going.values("pk")).exists()
        and not heads.exclude(person_id=right.person_id).exists()
    ):
        raise NotAllowed(
            "这是最后一位能管全部单位和类型的督办人，不能收回。请先任命另一位。"
        )
    taken = going.update(withdrawn_at=timezone.now())
    log(RightVerb.WITHDRAWN, right, by_name=by.get_username())
    if not CaseRight.objects.in_force().filter(person_id=right.person_id).exists():
        right.person.groups.remove(*Group.objects.filter(name=DOOR_GROUP))
    return taken


def write_role(
    *, person: User, role: Role, unit: Unit | None, kind: str, by: User | None
) -> list[CaseRight]:
    """The rows of a role and the key to the frame; the caller holds the transaction and writes the log."""
    person.groups.add(_door())
    return [
        CaseRight.objects.create(
            person=person, unit=unit, kind=kind, act=act, role=role, granted_by=by
        )
        for act in ROLE_RIGHTS[role]
    ]


def log(verb: RightVerb, right: CaseRight, *, by_name: str) -> None:
    RightEvent.objects.create(
        person_name=right.person.get_username(),
        verb=verb,
        role=right.role,
        unit_name=right.unit.name if right.unit else "",
        kind=right.kind,
        by_name=by_name,
    )


def _hold_rights() -> None:
    """Changes of rights go one after another, so that two withdrawals cannot take the last two supervisors at once."""
    ids = (
        CaseRight.objects.in_force().to(Right.GRANT).order_by("pk").values("person_id")
    )
    list(
        get_user_model()
        .objects.select_for_update()
        .filter(pk__in=ids)
        .order_by("pk")
        .values_list("pk")
    )


def _door() -> Group:
    group, fresh = Group.objects.get_or_create(name=DOOR_GROUP)
    if fresh:
        group.permissions.add(
            Permission.objects.get(
                content_type__app_label="wagtailadmin", codename="access_admin"
            )
        )
    return group
