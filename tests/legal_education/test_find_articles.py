"""What search is given of the law."""

from __future__ import annotations

import datetime as dt

import pytest

from common import findable
from common.outbox import OutboxRow
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


def test_a_version_whose_number_begins_like_anothers_keeps_to_its_own(kind, lanterns):
    law = LawVersion.objects.first().law
    mine = {}
    for pk, date in ((1001, "1991-01-01"), (10012, "1992-01-01"), (100, "1993-01-01")):
        version = LawVersion(pk=pk, law=law, date=dt.date.fromisoformat(date))
        version.save(force_insert=True)
        mine[pk] = Article.objects.create(
            version=version, number=1, text="一", position=1
        ).pk

    assert {pk: kind.members(f"v{pk}") for pk in mine} == {
        pk: [article] for pk, article in mine.items()
    }


def waiting() -> set[str]:
    return set(
        OutboxRow.objects.filter(topic=findable.TOPIC).values_list("key", flat=True)
    )


def test_an_article_that_leaves_its_version_is_told_by_its_own_key(
    kind, folder, read_in
):
    """The version's reference stands for the articles that it holds now, which is one less."""
    version = LawVersion.objects.get(date="2019-03-02")
    gone = version.articles.get(number=4)
    OutboxRow.objects.all().delete()

    shorter = "\n".join(line for line in LANTERN.splitlines() if gone.text not in line)
    read_in(folder({"法律/灯会法(2019-03-02).md": shorter}))

    assert not Article.objects.filter(pk=gone.pk).exists()
    assert {f"article:{gone.pk}", f"article:v{version.pk}"} <= waiting()


def test_a_version_that_is_deleted_leaves_none_of_its_articles_behind(kind):
    version = LawVersion.objects.get(date="2019-03-02")
    keys = {f"article:{pk}" for pk in version.articles.values_list("pk", flat=True)}
    OutboxRow.objects.all().delete()

    version.delete()

    assert len(keys) == 5
    assert waiting() == keys


def test_titles_answer_where_no_engine_does(kind):
    assert [entry.dated.year for entry in kind.titles("灯会", 5)] == [2024]
    assert list(kind.titles("花会", 5)) == []


def test_the_walk_asks_few_questions(kind, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        list(kind.entries())
