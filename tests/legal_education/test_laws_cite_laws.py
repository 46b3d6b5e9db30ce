"""The references in the laws' own words: read at import, shown as links, counted where they lead."""

from __future__ import annotations

import datetime as dt

import pytest

from common import citations
from common.citations import Here, Kind, Reference, Steps, Why
from legal_education.models import Article, CrossReference, Law, LawVersion
from tests.legal_education.texts import LANTERN

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FAIR = """# 花会条例

2020年3月2日 花会局公布

2020年5月1日 施行

<!-- INFO END -->

## 第一章 总则

第一条 根据《中华人民共和国灯会法》（以下简称灯法），制定本条例。

第二条 依照灯法第二条、第三条之一和第九条办理。

依照前款规定办花会的，还要看本条例第一条和《茶会法》第三条。

第三条 依照前条和第二条第二款办理。
"""


@pytest.fixture
def both(lanterns, folder, read_in):
    """灯会法, and 花会条例 that cites it."""
    return read_in(folder({"行政法规/花会条例(2020-03-02).md": FAIR}))


def told(**where) -> list[tuple[str, int, int, int]]:
    rows = CrossReference.objects.filter(**where)
    return [(row.law, row.number, row.sub, row.paragraph) for row in rows]


def test_what_an_article_names_is_kept_with_its_place(both):
    second = Article.objects.get(version__law__key="花会条例", number=2)
    rows = list(second.references.all())

    assert told(article=second) == [
        ("灯会法", 2, 0, 0),
        ("灯会法", 3, 1, 0),
        ("灯会法", 9, 0, 0),
        ("花会条例", 1, 0, 0),
        ("茶会法", 3, 0, 0),
    ]
    assert [second.text[row.start : row.end] for row in rows] == [
        "灯法第二条",
        "第三条之一",
        "第九条",
        "本条例第一条",
        "《茶会法》第三条",
    ]
    assert [row.held for row in rows] == [True, True, True, True, False]


def test_the_article_before_is_found_and_a_paragraph_of_another_article_too(both):
    third = Article.objects.get(version__law__key="花会条例", number=3)

    assert told(article=third) == [("花会条例", 2, 0, 0), ("花会条例", 2, 0, 2)]
    assert {row.date for row in third.references.all()} == {dt.date(2020, 3, 2)}


def test_importing_again_changes_nothing(both, folder, read_in):
    before = list(CrossReference.objects.values_list())
    report = read_in(folder({}))

    assert report.changes == 0
    assert list(CrossReference.objects.values_list()) == before


def test_a_text_that_changes_is_read_again(both, folder, read_in):
    read_in(folder({"行政法规/花会条例(2020-03-02).md": FAIR.replace("和第九条", "")}))

    assert not told(number=9)
    assert len(told(law="灯会法", number=2)) == 1


def test_a_law_that_comes_later_is_found_in_the_texts_that_named_it(
    both, folder, read_in
):
    tea = LANTERN.replace("灯会", "茶会")
    read_in(folder({"法律/茶会法(2018-03-02).md": tea}))

    assert CrossReference.objects.get(law="茶会法", number=3).held


def test_laws_that_cite_one_another_can_be_deleted(both):
    Law.objects.get(key="灯会法").delete()
    assert not Law.objects.filter(key="灯会法").exists()
    Law.objects.get(key="花会条例").delete()
    assert not CrossReference.objects.exists()


def test_the_page_of_an_article_links_what_it_names(both, client):
    page = client.get("/law/花会条例/2020-03-02/2/").content.decode()

    assert (
        'href="/law/%E7%81%AF%E4%BC%9A%E6%B3%95/2019-03-02/2/">灯法第二条</a>' in page
    )
    assert (
        'href="/law/%E7%81%AF%E4%BC%9A%E6%B3%95/2019-03-02/3-1/">第三条之一</a>' in page
    )
    assert "第九条</a>" not in page
    assert "《茶会法》第三条</a>" not in page
    whole = client.get("/law/花会条例/2020-03-02/").content.decode()
    assert ">灯法第二条</a>" in whole


def test_the_page_of_an_article_says_who_names_it(both, client):
    page = client.get("/law/灯会法/2019-03-02/2/").content.decode()

    assert "被引用" in page
    assert "现行条文 1 条" in page
    assert "花会条例第二条</a>" in page
    assert "被引用" not in client.get("/law/灯会法/2019-03-02/4/").content.decode()


def test_a_repealed_text_is_not_counted(both, client):
    LawVersion.objects.filter(law__key="花会条例").update(repealed_on="2021-01-01")

    assert "被引用" not in client.get("/law/灯会法/2019-03-02/2/").content.decode()


def test_many_that_name_an_article_come_page_by_page(
    both, client, django_assert_max_num_queries
):
    law = Law.objects.get(key="花会条例")
    version = law.versions.get()
    for number in range(10, 45):
        article = Article.objects.create(
            version=version,
            number=number,
            text="灯法第二条",
            source="folder",
            position=number * 10,
        )
        CrossReference.objects.create(
            article=article, start=0, end=5, law="灯会法", number=2
        )

    with django_assert_max_num_queries(30):
        page = client.get("/law/灯会法/2019-03-02/2/?page=2").content.decode()

    assert "现行条文 36 条" in page
    assert "第 2 页，共 2 页" in page


def one(law: str, number: int, **facts) -> Reference:
    kind = facts.pop("kind", Kind.NAMED)
    return Reference(
        0, 1, kind, law, Steps(article=number, sub=facts.pop("sub", 0)), **facts
    )


@pytest.mark.parametrize(
    ("reference", "address", "why"),
    [
        (one("灯会法", 3), "灯会法/2019-03-02/3", None),
        (one("中华人民共和国灯会法", 3, sub=1), "灯会法/2019-03-02/3-1", None),
        (one("灯会法", 99), None, Why.NO_ARTICLE),
        (one("茶会法", 3), None, Why.NOT_HELD),
        (one("", 3), None, Why.NO_LAW),
        (one("", 3, kind=Kind.THIS), "花会条例/2020-03-02/3", None),
        (one("", 3, kind=Kind.RELATIVE, lost=True), None, Why.NO_PLACE),
        (one("灯会法", 0), None, None),
    ],
)
def test_a_reference_means_an_article_or_says_why_not(both, reference, address, why):
    here = Here(law="花会条例", date=dt.date(2020, 3, 2))

    (meant,) = citations.resolve([reference], here=here)

    assert (str(meant.address) if meant.address else None, meant.why) == (address, why)


@pytest.fixture
def newer(both, folder, read_in):
    text = LANTERN.replace("2019年3月2日", "2022年3月2日").replace(
        "2019年5月1日", "2022年5月1日"
    )
    return read_in(folder({"法律/灯会法(2022-03-02).md": text}))


@pytest.mark.parametrize(
    ("reference", "on", "date"),
    [
        (one("灯会法", 3), None, "2022-03-02"),
        (one("灯会法", 3), dt.date(2021, 1, 1), "2019-03-02"),
        (one("灯会法", 3), dt.date(2010, 1, 1), "2022-03-02"),
        (one("灯会法", 3, cue="2019年修正的"), None, "2019-03-02"),
        (one("灯会法", 3, cue="2019年3月2日通过的"), None, "2019-03-02"),
        (one("灯会法", 3, cue="1999年修正的"), None, "2022-03-02"),
    ],
)
def test_the_version_is_that_of_the_day_or_of_the_words(newer, reference, on, date):
    (meant,) = citations.resolve([reference], on=on)

    assert meant.address
    assert meant.address.date.isoformat() == date
