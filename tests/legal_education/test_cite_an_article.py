"""A cited article stays: by hand, by import, by deleting what holds it."""

from __future__ import annotations

import json

import pytest
from django.db.models import ProtectedError
from wagtail.models import Page

from common import citations
from common.addresses import ArticleAddress
from common.citations import Citation
from legal_education.models import (
    Article,
    Law,
    LawVersion,
    LessonIndexPage,
    LessonPage,
)
from tests.legal_education.texts import LANTERN

pytestmark = [pytest.mark.django_db, pytest.mark.database]

THIRD = "灯会法/2019-03-02/3-1"


@pytest.fixture
def cited(lanterns) -> Article:
    citations.record(Law.objects.get(), [THIRD])
    return Article.objects.get(number=3, sub=1)


def test_what_cites_an_article_is_known(cited):
    assert [row.label for row in cited.citations] == ["中华人民共和国灯会法"]


def test_recording_again_replaces_what_was_recorded(cited):
    citations.record(Law.objects.get(), ["灯会法/2019-03-02/1"])
    assert list(Citation.objects.values_list("article_address", flat=True)) == [
        "灯会法/2019-03-02/1"
    ]


def test_what_is_no_address_is_not_recorded(lanterns):
    with pytest.raises(ValueError, match="is not law/date/number"):
        citations.record(Law.objects.get(), ["灯会法第三条"])


@pytest.mark.parametrize(
    "delete",
    [
        lambda: Article.objects.get(number=3, sub=1).delete(),
        lambda: Article.objects.filter(number=3).delete(),
        lambda: LawVersion.objects.get().delete(),
        lambda: LawVersion.objects.all().delete(),
        lambda: Law.objects.get().delete(),
        lambda: Law.objects.all().delete(),
    ],
)
def test_a_cited_article_cannot_be_deleted_by_any_way(cited, delete):
    with pytest.raises(ProtectedError, match="仍被引用，不能删除"):
        delete()
    assert Article.objects.count() == 5


def test_its_uncited_neighbour_can(cited):
    Article.objects.get(number=2).delete()
    assert Article.objects.count() == 4


def test_an_import_that_no_longer_holds_it_keeps_it_and_says_so(cited, folder, read_in):
    root = folder(
        {"法律/灯会法(2019-03-02).md": LANTERN.replace("第三条之一 下雨不点灯。", "")}
    )
    report = read_in(root)
    assert Article.objects.get(pk=cited.pk).text == "下雨不点灯。"
    assert any(
        fault.sort == "被引用而保留" and THIRD in fault.words for fault in report.faults
    )


@pytest.fixture
def lesson(lanterns) -> LessonPage:
    shelf = LessonIndexPage(title="普法", slug="lessons")
    Page.get_first_root_node().add_child(instance=shelf)
    page = LessonPage(
        title="下雨点灯吗",
        slug="rain",
        basis=json.dumps([{"type": "address", "value": THIRD}]),
    )
    shelf.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_a_published_page_protects_what_it_stands_on(lesson):
    with pytest.raises(ProtectedError, match="下雨点灯吗"):
        Article.objects.get(number=3, sub=1).delete()


def test_a_page_that_changes_its_basis_or_goes_sets_the_article_free(lesson):
    lesson.basis = json.dumps([{"type": "address", "value": "灯会法/2019-03-02/1"}])
    lesson.save_revision().publish()
    assert list(Citation.objects.values_list("article_address", flat=True)) == [
        "灯会法/2019-03-02/1"
    ]
    Page.objects.get(pk=lesson.pk).delete()
    assert not Citation.objects.exists()


def test_the_floor_finds_words_and_names(lanterns):
    Law.objects.update(aliases="")
    law = Law.objects.get()
    law.aliases = "灯法\n看灯法"
    law.save()
    names = citations.law_names()
    assert {
        names[name] for name in ("中华人民共和国灯会法", "灯会法", "灯法", "看灯法")
    } == {"灯会法"}
    assert citations.article_text(ArticleAddress.parse(THIRD)) == "下雨不点灯。"
    assert citations.article_text(ArticleAddress.parse("灯会法/2019-03-02/9")) is None
    assert citations.article_text(ArticleAddress.parse("花会法/2019-03-02/1")) is None
