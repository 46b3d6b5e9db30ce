"""A visitor reads the site: in two languages, without cookies, with pages that help when there is none."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import DatabaseError
from django.utils import timezone

from common import outbox
from common.outbox import OutboxRow

PUBLIC = [
    "/",
    "/guides/",
    "/guides/yunling/",
    "/complaints/",
    "/law/",
    "/search/",
    "/search/?q=演出",
    "/sitemap.xml",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_is_the_same_for_everybody_and_may_be_cached(client, guide, path):
    response = client.get(path)

    assert response.status_code == 200
    assert not response.cookies
    assert "Accept-Language" not in response.headers.get("Vary", "")
    assert "Cookie" not in response.headers.get("Vary", "")
    assert b"csrfmiddlewaretoken" not in response.content


def test_chinese_stands_at_the_root_without_a_redirect(client, home):
    response = client.get("/", headers={"accept-language": "en"})

    assert response.status_code == 200
    assert 'lang="zh-Hans"' in response.content.decode()
    assert response.headers["Content-Language"] == "zh-Hans"


def test_english_stands_under_en_and_speaks_english(client, home):
    response = client.get("/en/complaints/")

    page = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="en"' in page
    assert "Skip to content" in page


def test_the_menu_shows_what_an_editor_put_there(client, guide):
    page = client.get("/").content.decode()

    assert '<a href="/guides/"' in page


def test_a_guide_shows_its_facts_and_where_it_stands(client, guide):
    page = client.get("/guides/yunling/").content.decode()

    assert page.count("<h1") == 1
    assert "云岭戏台演出许可" in page
    assert "法定时限" in page
    assert 'aria-current="page">云岭戏台演出许可' in page


def test_a_lost_page_says_so_and_offers_search(client, home):
    response = client.get("/没有这一页/")

    assert response.status_code == 404
    assert "没有找到这个页面" in response.content.decode()
    assert 'role="search"' in response.content.decode()


def test_a_real_site_is_open_to_search_engines_and_the_demo_is_not(
    client, home, settings
):
    settings.DEMO = True
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    assert 'content="noindex' in client.get("/").content.decode()
    assert "演示数据" in client.get("/").content.decode()

    settings.DEMO = False
    assert "Disallow: /\n" not in client.get("/robots.txt").content.decode()
    assert "noindex" not in client.get("/").content.decode()


def test_the_sitemap_names_live_pages_only(client, guide):
    assert b"/guides/yunling/" in client.get("/sitemap.xml").content

    guide.unpublish()

    assert b"/guides/yunling/" not in client.get("/sitemap.xml").content


def test_health_says_that_the_process_answers(client):
    assert client.get("/healthz").content == b"ok\n"


def test_readiness_names_database_index_and_outbox(client, home, index):
    index()
    found = json.loads(client.get("/readyz").content)

    assert found["database"] == "ok"
    assert found["outbox_dead"] == found["outbox_age_seconds"] == 0
    assert set(found) == {
        "state",
        "database",
        "index",
        "outbox_age_seconds",
        "outbox_oldest_seconds",
        "outbox_dead",
        "workers",
        "converters",
    }


def test_readiness_says_when_an_effect_was_given_up(client, home, index):
    index()
    outbox.beat()
    assert client.get("/readyz").json()["state"] == "ok"

    OutboxRow.objects.create(topic="errand", key="1", dead=True)

    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["state"] == "degraded"
    assert answer.json()["outbox_dead"] == 1


def test_readiness_says_when_no_worker_was_heard_of(client, home, index):
    index()

    assert client.get("/readyz").json()["state"] == "degraded"
    outbox.beat()
    assert client.get("/readyz").json()["workers"] == 1


def test_readiness_fails_when_nothing_takes_effects_in_hand(client, home, index):
    index()
    long_ago = timezone.now() - dt.timedelta(minutes=6)
    OutboxRow.objects.create(topic="errand", key="1", due_at=long_ago)

    assert client.get("/readyz").status_code == 503


def test_readiness_fails_when_the_database_does(client, db, monkeypatch):
    def lost() -> None:
        raise DatabaseError

    monkeypatch.setattr("common.outbox.age", lost)

    assert client.get("/readyz").status_code == 503
