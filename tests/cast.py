"""The cast: who looks at a page or sends a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def editor() -> User:
    """Publishes and edits pages, and has no business with cases."""
    made = get_user_model().objects.create_user("bianji", password="a-long-password")
    made.groups.add(Group.objects.get(name="编辑"), Group.objects.get(name="审核员"))
    return made


def administrator() -> User:
    return get_user_model().objects.create_superuser(
        "guanli", password="a-long-password"
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
