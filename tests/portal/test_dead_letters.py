"""停办的后台任务: an administrator sees what was given up and why, and has it tried again or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from common import outbox
from common.outbox import OutboxRow, topics
from tests import cast

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.ignore_template_errors,  # Wagtail's own templates
]

LIST = "/admin/outbox/"
DECIDE = "/admin/outbox/decide/"


@pytest.fixture
def carried(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    errand = topics.Topic("errand", done.extend, label="跑腿")
    monkeypatch.setattr(topics, "registered", {"errand": errand})
    return done


@pytest.fixture
def administrator() -> Client:
    return cast.signed_in(cast.administrator())


def given_up(key: str) -> OutboxRow:
    return OutboxRow.objects.create(
        topic="errand",
        key=key,
        tries=8,
        dead=True,
        dead_at=timezone.now(),
        fault="OSError: no route",
    )


def test_what_was_given_up_is_listed_with_its_reason(carried, administrator) -> None:
    given_up("chapter-1")
    OutboxRow.objects.create(topic="errand", key="still-tried", tries=2, fault="x")

    page = administrator.get(LIST).content.decode()

    assert "跑腿" in page
    assert "chapter-1" in page
    assert "OSError: no route" in page
    assert "still-tried" not in page


def test_tried_again_it_is_carried_out(carried, administrator) -> None:
    row = given_up("a")
    given_up("b")

    answer = administrator.post(DECIDE, {"pk": row.pk, "retry": "1"}, follow=True)
    outbox.carry_out()

    assert "1 件已重新排队" in answer.content.decode()
    assert carried == ["a"]
    assert OutboxRow.objects.get().key == "b"
    assert ModelLogEntry.objects.filter(action="common.outbox_retry").count() == 1


def test_all_are_tried_again_at_one_press(carried, administrator) -> None:
    for key in "abc":
        given_up(key)

    administrator.post(DECIDE, {"all": "1"})
    outbox.carry_out()

    assert sorted(carried) == ["a", "b", "c"]
    assert not OutboxRow.objects.exists()


def test_giving_up_for_good_wants_a_reason_and_leaves_a_trace(
    carried, administrator
) -> None:
    row = given_up("a")

    refused = administrator.post(DECIDE, {"pk": row.pk, "discard": "1"}, follow=True)
    kept = OutboxRow.objects.count()
    administrator.post(DECIDE, {"pk": row.pk, "discard": "1", "reason": "网页已删"})

    assert "请写明为什么不再办理" in refused.content.decode()
    assert kept == 1
    assert not OutboxRow.objects.exists()
    entry = ModelLogEntry.objects.get(action="common.outbox_discard")
    assert entry.data["reason"] == "网页已删"


@pytest.mark.parametrize("told", ["", "x", "999999", "-1"])
def test_what_is_not_there_is_said_to_be_gone(carried, administrator, told) -> None:
    given_up("a")

    answer = administrator.post(DECIDE, {"pk": told, "retry": "1"}, follow=True)

    assert "没有这样的任务" in answer.content.decode()
    assert OutboxRow.objects.get().dead


def test_an_editor_neither_sees_nor_decides(carried) -> None:
    row = given_up("a")
    editor = cast.signed_in(cast.editor())

    seen = editor.get(LIST)
    editor.post(DECIDE, {"pk": row.pk, "retry": "1"})

    assert seen.status_code == 302
    assert OutboxRow.objects.get().dead
