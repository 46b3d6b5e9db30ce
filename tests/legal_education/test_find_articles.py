"""What search is given of the law."""

from __future__ import annotations

import pytest

from common import findable
from legal_education.models import Article, LawVersion
from tests.legal_education.texts import LANTERN

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def kind(lanterns, folder, read_in):
    newer = LANTERN.replace("2019年5月1日 施行", "2024年6月7日 《决定》修正")
    read_in(folder({"法律/灯会法(2024-06-07).md": newer}))
    return findable.kinds()["article"]


def test_every_article_of_every_version_is_an_entry(kind):
    entries = list(kind.entries())
    assert len(entries) == 10
    assert sorted({(str(entry.dated), entry.current) for entry in entries}) == [
        ("2019-03-02", False),
        ("2024-06-07", True),
    ]


def test_an_entry_says_what_stands_where(kind):
    row = Article.objects.get(version__date="2024-06-07", number=3, sub=1)
    (entry,) = kind.entries([row.pk])
    assert (entry.title, entry.heading, entry.law) == ("灯会法", "第三条之一", "灯会法")
    assert entry.path == "第二章 点灯 / 第一节 时间"
    assert (entry.number, entry.sub, entry.level, entry.authority) == (
        3,
        1,
        "statute",
        5,
    )
    assert entry.url == row.address.path
    assert entry.text == "下雨不点灯。"


def test_a_version_stands_for_its_articles_and_a_key_for_itself(kind):
    version = LawVersion.objects.get(date="2019-03-02")
    assert sorted(kind.members(f"v{version.pk}")) == sorted(
        version.articles.values_list("pk", flat=True)
    )
    assert kind.members("7") == [7]


def test_titles_answer_where_no_engine_does(kind):
    assert [entry.dated.year for entry in kind.titles("灯会", 5)] == [2024]
    assert list(kind.titles("花会", 5)) == []


def test_the_walk_asks_few_questions(kind, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        list(kind.entries())
