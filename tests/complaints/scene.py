"""What the tests of cases share: the people of the desk, a case as it comes in, and how to read a page."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from complaints import actions
from complaints.models import codes
from tests.common import samples

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpResponse

    from common.structure import Unit
    from complaints.models import Case

PDF = samples.pdf()
WORDS = {
    "kind": "complaint",
    "narrative": "旅行社收了团费以后一直不发团，也不退钱。",
    "place": "卫东区建设路",
    "happened": "上周五晚上",
    "respondent": "某某旅行社",
    "name": "王小明",
    "phone": "13800000000",
    "email": "wang@example.com",
    "address": "新华路 8 号",
}
_serial = itertools.count()


def person(username: str, **more: Any) -> User:
    return get_user_model().objects.create_user(
        username, password="a-long-password", **more
    )


@dataclass
class Office:
    """The people of the desk, each with the rights of their role."""

    market: Unit
    tourism: Unit
    supervisor: User
    clerk: User
    handler: User
    other: User
    stranger: User


def received(**more: Any) -> Case:
    """A case as it comes in, with a form's key of its own."""
    anonymous = more.pop("anonymous", False)
    uploads = more.pop("uploads", ())
    return actions.receive(
        form_key=f"key-{next(_serial)}-{codes.fresh_form_key()}",
        words={**WORDS, **more},
        anonymous=anonymous,
        uploads=uploads,
    ).case


def file(name: str = "证据.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(response: HttpResponse) -> str:
    return response.content.decode()


def shown(response: HttpResponse, identity: str) -> str:
    """What stands in the element with this id."""
    found = re.search(rf'id="{identity}"[^>]*>([^<]*)<', text(response))
    assert found, f"nothing is shown as {identity}"
    return found.group(1)


def hidden(response: HttpResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text(response))
    assert found, f"no hidden {name}"
    return found.group(1)
