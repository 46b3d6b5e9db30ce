"""The demo fills an empty site, once, with pieces that say something and rest on law."""

from __future__ import annotations

import re
import stat

import pytest
from django.core.management import call_command
from wagtail.models import Locale

from common.addresses import ArticleAddress
from complaints.models import Case
from disclosure.models import DocumentPage, GuidePage
from legal_education.models import LessonPage
from portal.fill.english import missing_strings
from portal.fill.people import accounts_file
from portal.fill.text import body
from portal.models import HomePage

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture
def filled(db, capsys, django_capture_on_commit_callbacks):
    # wagtail-localize publishes a translation only after the commit.
    with django_capture_on_commit_callbacks(execute=True):
        call_command("fill_demo")
    return capsys.readouterr().out


def test_the_demo_has_what_was_promised(filled):
    chinese = Locale.objects.get(language_code="zh-hans")

    assert GuidePage.objects.filter(locale=chinese, live=True).count() == 6
    assert DocumentPage.objects.filter(live=True).count() == 10
    assert LessonPage.objects.filter(live=True).count() == 10
    assert Case.objects.count() == 30
    assert Case.objects.values("state").distinct().count() == 6


def test_each_piece_is_long_enough_and_cites_two_articles(filled):
    pieces = [
        *GuidePage.objects.filter(locale__language_code="zh-hans"),
        *DocumentPage.objects.all(),
        *LessonPage.objects.all(),
    ]

    assert len(pieces) == 26
    for piece in pieces:
        cited = {ArticleAddress.parse(child.value) for child in piece.basis}
        assert len(cited) >= 2, piece.title
        assert len(HAN.findall(piece.summary + piece.search_text)) >= 300, piece.title


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_home_and_one_guide_stand_in_english_too(client):
    call_command("fill_demo")

    assert missing_strings() == []
    assert HomePage.objects.filter(locale__language_code="en", live=True).count() == 1
    response = client.get("/en/guides/net-bar/")
    assert response.status_code == 200
    page = response.content.decode()
    assert '<html lang="en"' in page
    # What stays Chinese is the law's own words and names, and says so.
    main = page[page.index("<main") : page.index("</main")]
    english = re.sub(
        r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', "", main, flags=re.DOTALL
    )
    assert HAN.findall(english) == []


def test_a_second_fill_changes_nothing(filled, capsys):
    accounts = accounts_file().read_text(encoding="utf-8")

    call_command("fill_demo")

    assert re.findall(r"：(\d+) 项", capsys.readouterr().out) == ["0"] * 6
    assert accounts_file().read_text(encoding="utf-8") == accounts
    assert Case.objects.count() == 30


def test_the_passwords_are_for_the_owner_of_the_file_alone(filled):
    assert stat.S_IMODE(accounts_file().stat().st_mode) == 0o600


def test_the_light_markup_becomes_blocks():
    made = body("## 标题\n\n一段 <话>\n- 甲\n- 乙\n| 列 | 数 |\n| 一 | 1 |\n> 留意")

    assert [block["type"] for block in made] == [
        "heading",
        "paragraph",
        "bullets",
        "table",
        "notice",
    ]
    assert made[1]["value"] == "<p>一段 &lt;话&gt;</p>"
    assert made[3]["value"]["rows"] == [{"values": ["一", "1"]}]
