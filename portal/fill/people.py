"""The demo's people: one for each role, with passwords made once and kept in a file of mode 600."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from common.structure import Unit
from complaints.actions import appoint_supervisor, grant
from complaints.choices import Role

if TYPE_CHECKING:
    from pathlib import Path

    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True)
class Part:
    """One role of the demo: what it is called, who plays it, and what it may do."""

    title: str
    username: str
    name: str
    group: str = ""
    role: Role | None = None
    unit: str = ""
    superuser: bool = False


CAST = (
    Part("系统管理员", "admin", "管理员（示例）", superuser=True),
    Part("编辑", "editor", "编辑（示例）", group="编辑"),
    Part("审核员", "reviewer", "审核员（示例）", group="审核员"),
    Part("督办人", "supervisor", "督办人（示例）", role=Role.SUPERVISOR),
    Part("收件员", "clerk", "收件员（示例）", role=Role.CLERK),
    Part(
        "市场股经办人", "handler", "经办人甲（示例）", role=Role.HANDLER, unit="market"
    ),
    Part(
        "旅游股经办人",
        "handler2",
        "经办人乙（示例）",
        role=Role.HANDLER,
        unit="tourism",
    ),
    Part("其他单位经办人", "handler3", "经办人丙（示例）", role=Role.HANDLER),
)


def accounts_file() -> Path:
    return settings.VAR_DIR / "demo-accounts.txt"


def fill_people() -> int:
    """Make who is missing; only then is a password made and written down."""
    users = get_user_model()
    made = [
        part
        for part in CAST
        if not users.objects.filter(username=part.username).exists()
    ]
    lines = [_line(part, _make(part)) for part in made]
    if lines:
        _write_down(lines)
    return len(made)


def person(username: str) -> User:
    return get_user_model().objects.get(username=username)


@transaction.atomic
def _make(part: Part) -> str:
    password = secrets.token_urlsafe(9)
    made = get_user_model().objects.create_user(
        part.username,
        password=password,
        email=f"{part.username}@example.com",
        last_name=part.name,
        is_superuser=part.superuser,
        is_staff=part.superuser,
    )
    if part.group:
        made.groups.add(Group.objects.get(name=part.group))
    if part.role is Role.SUPERVISOR:
        appoint_supervisor(person=made)
    elif part.role:
        unit = Unit.objects.get(code=part.unit) if part.unit else None
        grant(person=made, role=part.role, unit=unit, by=person("supervisor"))
    return password


def _line(part: Part, password: str) -> str:
    return f"{part.title}\t{part.username}\t{password}"


def _write_down(lines: list[str]) -> None:
    path = accounts_file()
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600),
        "a",
        encoding="utf-8",
    ) as out:
        out.write("\n".join(lines) + "\n")
