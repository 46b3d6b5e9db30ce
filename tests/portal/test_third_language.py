"""A third language, written from right to left, is a matter of settings: tried with Arabic."""

from __future__ import annotations

import pytest
from wagtail.models import Locale

LANGUAGES = [("zh-hans", "简体中文"), ("en", "English"), ("ar", "العربية")]


@pytest.fixture
def arabic(settings, home):
    settings.LANGUAGES = LANGUAGES
    settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
    locale = Locale.objects.create(language_code="ar")
    page = home.copy_for_translation(locale)
    page.title = "الصفحة الرئيسية"
    page.save_revision().publish()
    return page


@pytest.mark.parametrize(
    "path", ["/", "/search/", "/complaints/", "/complaints/submit/", "/who-does-what/"]
)
def test_every_kind_of_page_runs_from_the_right(client, arabic, path):
    response = client.get(f"/ar{path}")
    shown = response.content.decode()

    assert response.status_code == 200
    assert '<html lang="ar" dir="rtl"' in shown
    assert response["Content-Language"] == "ar"


def test_the_translated_page_shows_its_words(client, arabic):
    assert arabic.title in client.get("/ar/").content.decode()


def test_the_switch_lists_every_other_language(client, arabic):
    shown = client.get("/search/").content.decode()

    assert 'href="/ar/search/" lang="ar"' in shown
    assert 'href="/en/search/" lang="en"' in shown
    assert 'dir="ltr"' in shown


def test_an_address_of_a_language_that_is_not_named_leads_nowhere(client, home):
    assert client.get("/ar/search/").status_code == 404
