"""The background worker and the chores that come round."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, Revision

from common import chores, outbox
from common.outbox import topics
from servers.processes import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has been carried out of a topic and by chores of our own, nobody else's."""
    carried: list[str] = []
    errand = topics.Topic("errand", carried.extend)
    monkeypatch.setattr(topics, "registered", {"errand": errand})
    monkeypatch.setattr(chores, "_chores", {})
    return carried


@pytest.mark.database
@pytest.mark.django_db
def test_the_worker_carries_out_what_waits(done: list[str]) -> None:
    outbox.put_many("errand", [str(number) for number in range(450)])

    call_command("work", "--once")

    assert len(done) == 450
    assert not outbox.OutboxRow.objects.exists()


@pytest.mark.django_db
def test_a_chore_comes_round_when_its_time_is_up(done: list[str]) -> None:
    now = [0.0]
    rota = chores.Rota(clock=lambda: now[0])
    chores.register("sweep", MINUTE, lambda: done.append("swept"))

    for now[0] in (0.0, 30.0, 60.0, 61.0):
        rota.carry_out()

    assert done == ["swept", "swept"]


def test_a_chore_that_fails_keeps_no_other_from_its_turn(
    done: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    chores.register("breaks", MINUTE, lambda: 1 / 0)
    chores.register("sweep", MINUTE, lambda: done.append("swept"))

    chores.Rota().carry_out()

    assert done == ["swept"]
    assert "chore breaks failed" in caplog.text


@pytest.fixture
def page() -> Page:
    """A draft under the site's root."""
    root = Page.get_first_root_node()
    return root.add_child(instance=Page(title="定时", slug="timed", live=False))


@pytest.mark.database
@pytest.mark.django_db
def test_a_page_is_published_at_its_hour_by_the_worker(
    done: list[str], page: Page
) -> None:
    page.go_live_at = timezone.now() - MINUTE
    revision = page.save_revision(approved_go_live_at=page.go_live_at)

    call_command("work", "--once")

    page.refresh_from_db()
    assert page.live
    assert page.live_revision == revision


@pytest.mark.django_db
def test_a_page_is_withdrawn_at_its_hour_by_the_worker(
    done: list[str], page: Page
) -> None:
    Page.objects.filter(pk=page.pk).update(live=True, expire_at=timezone.now() - MINUTE)

    call_command("work", "--once")

    page.refresh_from_db()
    assert not page.live
    assert page.expired


@pytest.mark.django_db
def test_a_page_that_cannot_be_published_is_left_whole_and_the_next_has_its_turn(
    done: list[str],
    page: Page,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    other = page.get_parent().add_child(
        instance=Page(title="另一页", slug="other", live=False)
    )
    for each in (page, other):
        each.go_live_at = timezone.now() - MINUTE
        each.save_revision(approved_go_live_at=each.go_live_at)
    publish = type(page.latest_revision).publish

    def falls_half_way(revision: Revision, **how: object) -> None:
        publish(revision, **how)
        if revision.object_id == str(page.pk):
            raise OSError("the disk is full")

    monkeypatch.setattr(type(page.latest_revision), "publish", falls_half_way)

    call_command("publish_scheduled")

    page.refresh_from_db()
    other.refresh_from_db()
    assert not page.live
    assert other.live
    assert "scheduled change failed" in caplog.text


def test_the_worker_ends_in_good_order_when_it_is_told(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "VAR_DIR": str(tmp_path),
    }
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "manage.py", "work"]
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stderr
        said = ""
        while "worker started" not in said:
            line = worker.stderr.readline()
            assert line, said
            said += line

        worker.send_signal(signal.SIGTERM)
        said += worker.stderr.read()

    assert worker.returncode == 0, said
    assert "worker ended" in said
