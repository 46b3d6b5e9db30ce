"""Appoint the first supervisor; who has the server's command line has this, nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from complaints.actions.grant import NotAllowed, log, write_role
from complaints.choices import RightVerb, Role
from complaints.models import CaseRight

if TYPE_CHECKING:
    from django.contrib.auth.models import User

COMMAND = "服务器命令"


@transaction.atomic
def appoint_supervisor(*, person: User) -> None:
    """Only while there is none: afterwards a supervisor grants the next."""
    if CaseRight.objects.of_head_supervisors().exists():
        raise NotAllowed("已经有督办人了，请由督办人在“受理中心 → 权限”里授权。")
    if not person.is_active:
        raise NotAllowed("这个账号已经停用，不能任命。")
    rows = write_role(person=person, role=Role.SUPERVISOR, unit=None, kind="", by=None)
    log(RightVerb.APPOINTED, rows[0], by_name=COMMAND)
