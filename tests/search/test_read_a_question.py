"""What the address line and the words of a question are read into."""

from __future__ import annotations

import pytest

from common.text import flat, normalise, tokens
from search.plan import reference, region, understand, words
from search.query import LAST_PAGE, LONGEST, read
from search.synonyms import spoken, table
from tests.search.stage import NAMES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("旅行社", ["旅行", "行社"]),
        ("茶", ["茶"]),
        ("ＫＴＶ包厢A1", ["ktv", "包厢", "a1"]),
        ("第 3 条", ["第", "3", "条"]),
        ("𠮷野家", ["𠮷野", "野家"]),
        ("旅\x00行\ud800社", ["旅", "行社"]),
        ("😀！？", []),
        ("x" * 300, ["x" * 64]),
        ("", []),
    ],
)
def test_text_becomes_tokens(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize("text", ["ＫＴＶ①㎏ﬁ", "İstanbul", "½杯茶", "ABC茶"])
def test_flat_text_keeps_every_character_in_its_place(text):
    assert len(flat(text)) == len(text)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("3", 3),
        ("", 1),
        ("0", 1),
        ("-1", 1),
        ("x", 1),
        ("٣", 1),
        ("9" * 500, LAST_PAGE),
        ("２", 2),
        ("1.5", 1),
    ],
)
def test_a_bad_page_number_falls_back(page, expected):
    assert read({"q": "茶", "page": page}).page == expected


def test_a_question_is_bounded_and_of_one_width():
    query = read({"q": "  ＫＴＶ　" + "茶" * 10_000, "kind": "k" * 500, "all": "1"})

    assert query.text.startswith("ktv 茶")
    assert len(query.text) == LONGEST
    assert len(query.kind) == 40
    assert query.all_versions
    assert query.typed.startswith("ＫＴＶ 茶")


@pytest.mark.parametrize(
    ("text", "law", "number", "sub"),
    [
        ("旅游法第三十五条", "旅游法", 35, 0),
        ("旅游法35条", "旅游法", 35, 0),
        ("旅游法第35条", "旅游法", 35, 0),
        ("《旅游法》第三十五条", "旅游法", 35, 0),
        ("《旅游法》 第 ３５ 条 第二款", "旅游法", 35, 0),
        ("旅游法的第三十五条说什么", "旅游法", 35, 0),
        ("第三十五条 旅游法", "旅游法", 35, 0),
        ("民法典1062", "民法典", 1062, 0),
        ("民法典 1062条", "民法典", 1062, 0),
        ("民法典第一千零六十二条", "民法典", 1062, 0),
        ("刑法第133条之一", "刑法", 133, 1),
        ("刑法一百三十三条之一", "刑法", 133, 1),
        ("中华人民共和国茶馆法第35条之1", "茶馆法", 35, 1),
        ("茶馆法实施条例第三十五条", "茶馆法实施条例", 35, 0),
        ("关于茶叶的解释（二）第三条", "关于茶叶的解释（二）", 3, 0),
        ("第35条", "", 35, 0),
        ("旅游法", "旅游法", 0, 0),
        ("旅游法2018年修订", "旅游法", 0, 0),
        ("刑法第九千万亿条", "刑法", 0, 0),
        ("民法典99999", "民法典", 0, 0),
        ("35条狗", "", 0, 0),
        ("茶", "", 0, 0),
    ],
)
def test_a_reference_is_read_in_every_writing(text, law, number, sub):
    found, _ = reference.read(normalise(text), reference.plain_names(NAMES))

    assert (found.law, found.number, found.sub) == (law, number, sub)


def test_the_number_of_a_reference_is_not_a_word_of_the_question(small_world):
    plan = understand(read({"q": "旅游法第三十五条 强迫购物"}))

    assert plan.tokens == ("旅游", "游法", "强迫", "迫购", "购物")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网吧能不能通宵", ["网吧", "通宵"]),
        ("请问怎么申请许可证", ["申请许可证"]),
        ("我国的目的", ["我国", "目的"]),
        ("怎么办", ["怎么办"]),
        ("how to apply for a licence", ["apply", "licence"]),
        ("？？", []),
    ],
)
def test_words_that_only_ask_are_left_out(text, expected):
    assert words.asked(normalise(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去ktv唱歌", ["ktv"]),
        ("ktvs", []),
        ("网吧老板打人", ["网吧", "老板", "打人"]),
        ("", []),
    ],
)
def test_everyday_words_are_heard(text, expected):
    assert spoken(text) == expected


def test_the_longer_of_two_everyday_words_is_meant():
    assert "加班费" in table()
    assert "加班" in table()
    assert spoken("不给加班费") == ["加班费"]


def test_the_file_of_everyday_words_is_in_order():
    everyday = table()

    assert len(everyday) >= 100
    assert all(1 < len(word) <= 6 for word in everyday)
    assert all(
        expressions and word not in expressions
        for word, expressions in everyday.items()
    )


def test_a_synonym_weighs_less_the_longer_it_is(small_world):
    weight = {
        term.token: term.weight
        for term in understand(read({"q": "网吧"})).clauses.terms
        if term.field == "text"
    }

    assert weight["网吧"] == 1.0
    assert weight["互联"] == pytest.approx(10**-0.5, abs=1e-5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("卫东区网吧", ("卫东区", "平顶山", "河南")),
        ("河南省旅游", ("河南",)),
        ("旅游", ()),
    ],
)
def test_a_place_brings_those_it_lies_in(text, expected):
    assert region.named(text) == expected


def test_where_a_place_is_named_national_law_has_no_bonus(small_world):
    assert not understand(read({"q": "河南茶馆"})).clauses.bonuses
    assert understand(read({"q": "茶馆"})).clauses.bonuses


def test_a_question_without_words_asks_no_engine(small_world):
    assert understand(read({"q": "？？😀"})).clauses.is_empty
