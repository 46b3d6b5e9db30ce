"""The search page as a citizen sees it."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command

from search import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(embedded):
    actions.rebuild()


def test_without_a_question_the_page_helps(client, built):
    text = client.get("/search/").content.decode()

    assert "试试这样搜" in text
    assert len(re.findall(r"<h1", text)) == 1


def test_hits_stand_with_kind_place_and_marked_words(client, built):
    text = client.get("/search/", {"q": "茶馆可以通宵营业吗"}).content.decode()

    assert "<mark>" in text
    assert "法律条文" in text
    assert "第一章 总则" in text
    assert 'href="/law/茶馆法/2/"' in text


def test_markup_in_a_text_is_shown_and_never_run(client, built):
    text = client.get("/search/", {"q": "营业性演出<script>"}).content.decode()

    assert "&lt;<mark>script</mark>&gt;" in text
    assert "<script>alert" not in text


def test_the_question_is_given_back_as_it_was_typed(client, built):
    text = client.get("/search/", {"q": '"ＫＴＶ"><b>'}).content.decode()

    assert 'value="&quot;ＫＴＶ&quot;&gt;&lt;b&gt;"' in text


def test_where_nothing_is_found_the_page_helps(client, built):
    text = client.get("/search/", {"q": "zzzz"}).content.decode()

    assert "没有找到" in text
    assert "试试这样搜" in text


def test_facets_keep_the_question(client, built):
    text = client.get("/search/", {"q": "茶馆"}).content.decode()

    assert 'href="?q=%E8%8C%B6%E9%A6%86&amp;kind=guide"' in text
    assert "显示历次版本" in text


def test_a_superseded_version_says_so(client, built):
    assert (
        "非现行版本"
        in client.get("/search/", {"q": "茶馆营业时间", "all": "1"}).content.decode()
    )


def test_the_answer_is_the_same_for_everybody(client, built):
    response = client.get("/search/", {"q": "茶馆"})

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "no-store" not in response.get("Cache-Control", "")


def test_in_english_the_page_speaks_english_and_leads_to_the_english_law_page(
    client, built
):
    english = client.get("/en/search/", {"q": "tea house"}).content.decode()
    laws = client.get("/en/search/", {"q": "茶馆"}).content.decode()

    assert "Tea house licence" in re.sub("</?mark>", "", english).replace("Tea", "Tea")
    assert "Search" in english
    assert 'href="/en/law/' in laws


def test_posting_is_refused(client, built):
    assert client.post("/search/", {"q": "茶馆"}).status_code == 405


@pytest.mark.parametrize(
    "line",
    [
        "q=%00&page=%00",
        "q=%ED%A0%80",
        "q=" + "茶" * 9000,
        "q=茶&page=-1&kind=%22%3E",
        "q=%F0%A0%AE%B7",
    ],
)
def test_a_hostile_address_is_answered(client, built, line):
    assert client.get(f"/search/?{line}").status_code == 200


@pytest.mark.parametrize("name", ["tantivy", "elasticsearch"])
def test_when_the_engine_is_down_the_page_says_so_and_offers_titles(
    client, small_world, settings, tmp_path, name
):
    settings.SEARCH_ENGINE = name
    settings.SEARCH_INDEX_DIR = tmp_path / "not-built"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"

    response = client.get("/search/", {"q": "茶馆营业许可"})
    text = response.content.decode()

    assert response.status_code == 200
    assert response["X-Search-State"] == "down"
    assert response["Cache-Control"] == "no-store"
    assert "暂时不能使用" in text
    assert 'href="/guide-1/"' in text
    assert "共 0 条" not in text
    assert "没有找到" not in text


def test_an_index_that_is_damaged_counts_as_down(client, built, settings):
    (settings.SEARCH_INDEX_DIR / "current").write_text("no-such-generation")

    assert client.get("/search/", {"q": "茶馆"})["X-Search-State"] == "down"


def test_a_question_can_be_explained(built, capsys):
    call_command("explain_search", "网吧能让未成年人进吗")

    told = capsys.readouterr().out
    assert "互联网上网服务营业场所" in told
    assert "article:3" in told
