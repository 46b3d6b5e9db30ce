"""A reader of English finds every page: translated, or in Chinese and said to be so, and never loses the place."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page

from disclosure.models import GuidePage

HAN = re.compile(r"[\u4e00-\u9fff]")
NOT_YET = "This page is not in English yet."


@pytest.fixture
def english_home(home):
    twin = home.copy_for_translation(Locale.objects.get(language_code="en"))
    twin.title = "Home in English"
    twin.save_revision().publish()
    return twin


@pytest.fixture
def english_guides(english_home, guides):
    twin = guides.copy_for_translation(Locale.objects.get(language_code="en"))
    twin.title, twin.slug = "Guides", "how-to"
    twin.save_revision().publish()
    return twin


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def outside_chinese(page: str) -> str:
    """The page without the elements that say they are Chinese; such elements may hold others of their kind."""
    body = page[page.index("<body") :]
    while True:
        thinner = re.sub(
            r'<(\w+)(?=[^>]* lang="zh-Hans")[^>]*>(?:(?!<\1[ >]).)*?</\1>',
            "",
            body,
            flags=re.DOTALL,
        )
        if thinner == body:
            return re.sub(r"<[^>]+>", " ", body)
        body = thinner


def test_an_untranslated_page_is_shown_in_chinese_and_says_so(
    client, english_home, guide
):
    page = read(client, "/en/guides/yunling/")

    assert NOT_YET in page
    assert '<html lang="en"' in page
    assert '<div class="page" lang="zh-Hans">' in page
    assert "办理条件" in page
    assert f'rel="canonical" href="{guide.get_full_url()}"' in page


def test_its_address_uses_what_is_translated_above_it(client, english_guides, guide):
    assert NOT_YET in read(client, "/en/how-to/yunling/")
    assert client.get("/en/guides/yunling/").status_code == 404


def test_even_without_an_english_home_every_page_is_there(client, guide):
    assert NOT_YET in read(client, "/en/guides/yunling/")
    assert NOT_YET in read(client, "/en/")


def test_a_translated_list_shows_the_untranslated_too_and_keeps_its_reader(
    client, english_guides, guide
):
    page = read(client, "/en/how-to/")

    assert 'href="/en/how-to/yunling/"' in page
    assert NOT_YET not in page
    assert "云岭戏台" not in outside_chinese(page)


def test_a_translation_takes_the_place_of_the_chinese(client, english_guides, guide):
    twin = guide.copy_for_translation(Locale.objects.get(language_code="en"))
    twin.title, twin.slug = "Stage licence", "stage"
    assert NOT_YET in read(client, "/en/how-to/yunling/")

    twin.save_revision().publish()

    assert "Stage licence" in read(client, "/en/how-to/stage/")
    listed = read(client, "/en/how-to/")
    assert 'href="/en/how-to/stage/"' in listed
    assert "云岭戏台演出许可" not in listed


def test_what_is_hidden_in_chinese_is_hidden_in_english(client, english_guides, guide):
    guide.unpublish()

    assert client.get("/en/how-to/yunling/").status_code == 404
    assert "云岭戏台" not in read(client, "/en/how-to/")


def test_a_changed_original_makes_the_translation_say_its_day(
    client, english_guides, guides
):
    assert "Translated from the Chinese text as of" in read(client, "/en/how-to/")

    Page.objects.filter(pk=guides.pk).update(last_published_at=timezone.now())

    assert "The Chinese was changed on" in read(client, "/en/how-to/")


def test_a_chinese_page_says_nothing_of_translations(client, english_guides, guide):
    for path in ("/", "/guides/", "/guides/yunling/"):
        page = read(client, path)
        assert "译文" not in page


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("/guides/yunling/", "/en/how-to/yunling/"),
        ("/guides/", "/en/how-to/"),
        ("/", "/en/"),
        ("/law/?title=x", "/en/law/?title=x"),
        ("/search/?q=x", "/en/search/?q=x"),
        ("/complaints/submit/", "/en/complaints/submit/"),
        ("/who-does-what/?q=x", "/en/who-does-what/?q=x"),
        ("/no-such-page/", "/en/no-such-page/"),
    ],
)
def test_the_switch_keeps_the_place_both_ways(
    client, english_guides, guide, chinese, english
):
    there = re.search(
        r'href="([^"]+)" lang="en" hreflang', client.get(chinese).content.decode()
    )
    back = re.search(
        r'href="([^"]+)" lang="zh-Hans" hreflang', client.get(english).content.decode()
    )

    assert (there and there[1], back and back[1]) == (english, chinese)


def test_a_link_in_an_english_list_costs_one_query_at_most(
    client, english_guides, guides
):
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/en/how-to/")
        return len(asked)

    before = queries()
    for number in range(12):
        made = GuidePage(
            title=f"指南{number}",
            slug=f"g{number}",
            summary="s",
            matter="m",
            decided_by="本局",
            statutory_time="3日",
        )
        guides.add_child(instance=made)
        made.save_revision().publish()

    assert queries() - before <= 12 + 2
