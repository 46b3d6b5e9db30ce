"""What a question finds, the same with either engine."""

from __future__ import annotations

import pytest

from search import actions, engine
from search.query import read
from search.results import State
from tests.search.stage import ask, keys, law

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def built(index):
    actions.rebuild()


def test_an_everyday_word_finds_the_law_that_calls_it_otherwise():
    assert keys(ask("网吧能让未成年人进吗"))[0] == "article:3"


@pytest.mark.parametrize(
    "text",
    [
        "茶馆法第三十五条",
        "茶馆法35条",
        "《茶馆法》第35条",
        "中华人民共和国茶馆法第三十五条第一款",
    ],
)
def test_a_reference_finds_its_article_first(text):
    assert keys(ask(text))[0] == "article:4"


def test_an_inserted_article_is_not_the_one_before_it():
    assert keys(ask("茶馆法第35条之一"))[0] == "article:5"


def test_the_regulation_under_a_law_is_not_the_law():
    assert keys(ask("茶馆法实施条例第三十五条"))[0] == "article:7"


def test_an_article_number_alone_finds_articles_of_that_number():
    assert set(keys(ask("第35条"))) == {"article:4", "article:5", "article:7"}


def test_a_definition_comes_first():
    assert keys(ask("什么是茶馆", kind="article"))[0] == "article:1"


def test_national_law_comes_before_a_local_rule_unless_the_place_is_named():
    national, local = (
        keys(ask("茶馆营业时间", kind="article")),
        keys(ask("河南茶馆营业时间", kind="article")),
    )

    assert national.index("article:2") < national.index("article:8")
    assert local[0] == "article:8"


def test_a_superseded_version_is_shown_only_when_asked_for():
    assert "article:6" not in keys(ask("茶馆营业时间"))
    assert "article:6" in keys(ask("茶馆营业时间", all="1"))


def test_pages_and_articles_stand_in_one_list_with_counts():
    found = ask("茶馆")

    assert {"guide:1", "article:1"} <= set(keys(found))
    assert {facet.kind: facet.count for facet in found.facets} == {
        "article": 7,
        "guide": 1,
    }
    assert found.total == 8
    assert not found.more


def test_a_kind_narrows_and_the_other_kinds_keep_their_counts():
    found = ask("茶馆", kind="guide")

    assert keys(found) == ["guide:1"]
    assert {facet.kind: facet.count for facet in found.facets} == {
        "article": 7,
        "guide": 1,
    }
    assert [facet.kind for facet in found.facets if facet.chosen] == ["guide"]


def test_an_unknown_kind_finds_nothing():
    assert ask("茶馆", kind="no-such-kind").total == 0


def test_english_finds_english_pages_and_the_laws():
    assert keys(ask("tea house licence", language="en")) == ["guide:3"]
    assert "article:1" in keys(ask("茶馆", language="en"))
    assert "guide:1" not in keys(ask("茶馆", language="en"))
    assert "guide:3" not in keys(ask("licence"))


def test_an_article_stored_twice_is_shown_once(articles, index):
    articles.rows[20] = law(
        20, "茶馆法", 2, "茶馆应当在每日零时前停止营业，不得通宵营业。"
    )
    actions.follow(["article:20"])

    found = ask("茶馆通宵营业", kind="article")

    assert len({"article:2", "article:20"} & set(keys(found))) == 1


def test_paging_shows_every_hit_once(guides, index):
    for pk in range(100, 137):
        guides.rows[pk] = guides.rows[1].__class__(
            kind="guide",
            pk=pk,
            title=f"采石许可{pk}",
            text="申请采石许可",
            url=f"/{pk}/",
        )
    actions.follow([f"guide:{pk}" for pk in range(100, 137)])

    pages = [ask("采石", page=str(number)) for number in range(1, 5)]

    shown = [key for found in pages for key in keys(found)]
    assert [len(found.hits) for found in pages] == [10, 10, 10, 7]
    assert len(set(shown)) == len(shown) == pages[0].total == 37
    assert ask("采石", page="999").page == 4


def test_many_matches_are_not_counted_beyond_what_is_shown(guides, index):
    for pk in range(1000, 1220):
        guides.rows[pk] = guides.rows[1].__class__(
            kind="guide", pk=pk, title="采石", text=f"采石{pk}", url=f"/{pk}/"
        )
    actions.follow([f"guide:{pk}" for pk in range(1000, 1220)])

    found = ask("采石")

    assert (found.total, found.more, found.pages) == (150, True, 15)
    assert [(facet.count, facet.more) for facet in found.facets] == [(150, True)]


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "茶" * 10_000,
        "x" * 10_000,
        "😀👨‍👩‍👧",
        "\ud800茶\udfff",
        "'\"“”《》()[]{}*?~^:\\/+-&&||!",
        "𠮷𠮷𠮷",
        "title:茶馆 AND law:*",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "%E8%8C%B6 %00",
        "第" + "九" * 100 + "条",
        "茶馆法第999999999999999999999条",
        "_",
        " ".join("茶馆法第35条" for _ in range(50)),
    ],
)
def test_a_hostile_question_is_answered(text):
    found = ask(text, kind=text, page=text)

    assert found.state in {State.ANSWERED, State.ASKED_NOTHING}
    assert ask(text).state in {State.ANSWERED, State.ASKED_NOTHING}


def test_the_state_of_a_built_index_is_ok():
    assert engine.state() == "ok"


def test_words_in_no_index_field_do_not_match_the_mark_of_an_empty_one():
    assert actions.find(read({"q": "_ _"})).total == 0
