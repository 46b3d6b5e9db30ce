"""An editor's change succeeds whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.models import Revision
from wagtail.signals import page_published

from common.outbox import OutboxRow
from search import engine
from tests import cast

if TYPE_CHECKING:
    from disclosure.models import GuidePage

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.database,
]


def typed(guide: GuidePage, **changes: str) -> dict[str, str]:
    """What the edit form sends."""
    streams = {
        f"{name}-count": "0"
        for name in ("basis", "conditions", "materials", "steps", "body")
    }
    words = {
        name: str(getattr(guide, name) or "")
        for name in (
            "title",
            "slug",
            "summary",
            "matter",
            "decided_by",
            "statutory_time",
            "fee",
        )
    }
    return {
        **streams,
        **words,
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "seo_title": "",
        **changes,
    }


@pytest.fixture
def stage(home, guide, index):
    """Outside a test's own transaction, so that a rollback is a real one."""
    index()
    return guide


def test_a_publish_through_the_admin_leaves_its_effect_in_the_outbox(
    stage, monkeypatch
):
    monkeypatch.setattr(engine, "current", _down)
    editor = cast.signed_in(cast.editor())

    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=[stage.pk]),
        typed(stage, title="改过的标题", **{"action-publish": "1"}),
    )

    assert response.status_code == 302
    stage.refresh_from_db()
    assert stage.title == "改过的标题"
    assert OutboxRow.objects.filter(topic="search", key=f"guide:{stage.pk}").exists()


def test_a_fault_in_the_middle_leaves_nothing_behind(stage):
    def fault(**_kwargs: object) -> None:
        assert connection.in_atomic_block
        raise RuntimeError("a fault after the page was written")

    editor = cast.signed_in(cast.editor())
    editor.raise_request_exception = False
    before = Revision.objects.count()
    page_published.connect(fault)
    try:
        response = editor.post(
            reverse("wagtailadmin_pages:edit", args=[stage.pk]),
            typed(stage, title="半截的标题", **{"action-publish": "1"}),
        )
    finally:
        page_published.disconnect(fault)

    assert response.status_code == 500
    stage.refresh_from_db()
    assert stage.title == "云岭戏台演出许可"
    assert Revision.objects.count() == before
    assert not OutboxRow.objects.exists()


def _down() -> None:
    raise RuntimeError("the engine is down")
