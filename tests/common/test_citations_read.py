"""The table of writings: each sentence with what it must give, no more and no less."""

from __future__ import annotations

import re
import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.citations import Here, Steps, read
from common.citations.names import Names

WRITINGS = tomllib.loads(
    Path(__file__).with_name("writings.toml").read_text(encoding="utf-8")
)["writings"]
KEYS = [
    "旅游法",
    "民法典",
    "刑法",
    "行政处罚法",
    "行政许可法",
    "治安管理处罚法",
    "文物保护法",
    "旅行社条例",
    "招标投标法",
    "公司法",
    "劳动合同法",
    "劳动合同法实施条例",
    "网络安全法",
    "著作权法",
    "消费者权益保护法",
    "刑法修正案（八）",
    "宪法",
    "娱乐场所管理条例",
    "民法总则",
]
NAMES = Names(
    {key: key for key in KEYS}
    | {f"中华人民共和国{key}": key for key in KEYS}
    | {"消法": "消费者权益保护法", "处罚法": "行政处罚法"}
)
PLACE = re.compile(r"第(\d+)条(?:之(\d+))?第(\d+)款")


def here(at: str) -> Here | None:
    if not at:
        return None
    found = PLACE.fullmatch(at)
    if not found:
        return Here(law="灯会法")
    article, sub, paragraph = (int(number or 0) for number in found.groups())
    steps = Steps(chapter=2, section=1, article=article, sub=sub, paragraph=paragraph)
    return Here(law="灯会法", steps=steps)


def told(text: str, at: str) -> list[str]:
    """As the table writes it; a cue only where it has one."""
    return [
        f"{text[one.start : one.end]} = {one}{f' @ {one.cue}' if one.cue else ''}"
        for one in read(text, here=here(at), names=NAMES)
    ]


@pytest.mark.parametrize(
    "row", WRITINGS, ids=lambda row: f"{row['rule']}-{row['text'][:24]!r}"
)
def test_a_writing_gives_what_the_table_says(row):
    assert told(row["text"], row["at"]) == row["finds"]


def test_the_table_is_large_and_covers_every_rule():
    rules = Counter(row["rule"] for row in WRITINGS)

    assert len(WRITINGS) >= 200
    assert set(rules) == set(range(1, 18))
    assert min(rules.values()) >= 5
    assert len({(row["text"], row["at"]) for row in WRITINGS}) == len(WRITINGS)


MARKS = st.sampled_from(
    "第一二三十百〇1９条款项目章节编之、和至（）()《》〈〉“”：。，\n 　本法条例规定同前上旅游刑办以下简称修改为删去增加号〔2012〕年"
)


@given(
    st.lists(MARKS, max_size=120).map("".join),
    st.sampled_from(["", "文本", "第10条第3款"]),
)
@settings(max_examples=400, deadline=None)
def test_no_text_breaks_the_parser_and_every_span_lies_in_it(text, at):
    for one in read(text, here=here(at), names=NAMES):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start].strip()
        assert text[one.end - 1].strip()
        assert str(one)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_may_come(text):
    for one in read(text, names=NAMES):
        assert text[one.start : one.end]


@given(
    st.integers(1, 60),
    st.integers(1, 9),
    st.sampled_from(["", " ", "\n", "　", "\u200b"]),
)
@settings(deadline=None)
def test_a_reference_is_the_same_with_spaces_anywhere(article, paragraph, space):
    words = f"《旅游法》第{article}条第{paragraph}款"
    text = space.join(words)

    found = read(text, names=NAMES)

    assert [(one.law, one.article, one.steps.paragraph) for one in found] == [
        ("旅游法", article, paragraph)
    ]
    assert (found[0].start, found[0].end) == (0, len(text))


HOSTILE = (
    "第", "一、", "第一、", "《", "（", "（以下简称《", "本法第三条、第四条，", "“", "第一条至第九百条", "第三条修改为“",
    "第一条第二款第三项和", "第三条\n", "《旅游法》（", "前两款", "《某条例》（以下简称条例）", "”“", "第三条：“", "某某办法",
    "《a》第三条：“x", "第一条至第三百条、", "以下简称", "2018年", "(2012)5号",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_text_made_to_exhaust_the_parser_costs_as_much_as_its_length(unit):
    def seconds(size: int) -> float:
        text = unit * (size // len(unit)) + "《旅游法》第三条"
        return min(once(text) for _ in range(3))

    def once(text: str) -> float:
        began = time.process_time()
        read(text, names=NAMES)
        return time.process_time() - began

    short, long = seconds(10_000), seconds(40_000)

    assert long < max(8 * short, 0.4)


def test_a_megabyte_is_read_in_seconds():
    sentence = "违反本法第三十五条第二款、《旅行社条例》第九条至第十二条规定，有前款第（一）项情形的，依照第四十条处罚。\n"
    text = sentence * (1_000_000 // len(sentence.encode()))
    began = time.process_time()

    found = read(text, here=Here(law="灯会法"), names=NAMES)

    assert len(found) > 40_000
    assert time.process_time() - began < 20


def test_items_of_quoted_words_are_no_paragraphs():
    text = (
        "将刑法第二百九十三条修改为:“有下列行为之一的:\n“（一）随意殴打他人；\n"
        "“（二）起哄闹事。\n“纠集他人多次实施前款行为，处罚。”"
    )

    found = [str(one) for one in read(text, names=Names({"刑法": "刑法"}))]

    assert found[-1] == "刑法第293条第1款"


def test_moving_a_car_is_no_amendment():
    text = "第五十一条 违反本条例第二十三条第一款规定，可以将该机动车拖移至不妨碍交通的地点。"

    found = [str(one) for one in read(text, here=Here(law="某条例"), names=NAMES)]

    assert found == ["本文第23条第1款"]
