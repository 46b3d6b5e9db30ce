"""A chart is drawn from its table, for eyes, screen readers and paper."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from common.blocks import ChartBlock
from common.outputs.charts import NoFigureError, draw, reading, scale
from common.pages import stream_text

SVG = "{http://www.w3.org/2000/svg}"
HEADS = ["申请人", "2022", "2023"]
ROWS = [["自然人", "4", "3"], ["企业", "1", ""], ["其他", "1,200", "-2"]]
block = ChartBlock()


def value(kind: str = "bar", heads=HEADS, rows=ROWS, **more):
    table = {
        "columns": [{"type": "text", "heading": head} for head in heads],
        "rows": [{"values": row} for row in rows],
        "caption": "",
    }
    told = {"kind": kind, "title": "新收申请", "unit": "件", "text": "自然人最多。"}
    return block.to_python({**told, "table": table, **more})


def drawn(kind: str = "bar", **more) -> tuple[str, ET.Element]:
    html = block.render(value(kind, **more))
    found = re.search(r"<svg.*?</svg>", html, re.DOTALL)
    assert found
    text = found.group().replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return html, ET.fromstring(text)  # noqa: S314 - our own drawing


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_a_chart_has_a_name_a_sentence_and_its_table(kind):
    html, svg = drawn(kind)

    assert svg.get("role") == "img"
    named = svg.get("aria-labelledby").split()
    told = {one.get("id"): one.text for one in svg if one.get("id")}
    assert [told[name] for name in named] == [
        "新收申请",
        "自然人最多。数字见下面的表格。",
    ]
    assert html.count("<th scope") == 3
    assert html.count("<tr>") == 4


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_a_chart_needs_no_style_no_script_and_no_outside_host(kind):
    html, svg = drawn(kind)

    for one in svg.iter():
        assert one.get("style") is None
        assert not [name for name in one.attrib if name.startswith("on")]
    assert "<style" not in html
    assert "<script" not in html
    assert "http" not in html


def test_series_differ_by_pattern_and_not_by_colour_alone():
    _, svg = drawn("bar")
    fills = {
        one.get("fill")
        for one in svg.findall(f"{SVG}rect")
        if (one.get("fill") or "").startswith("url(")
    }
    assert len(fills) == 2
    kinds = {one.get("id") for one in svg.iter(f"{SVG}pattern")}
    assert {fill[5:-1] for fill in fills} <= kinds

    _, svg = drawn("line")
    lines = [one for one in svg.findall(f"{SVG}path") if one.get("fill") == "none"]
    assert len({one.get("stroke-dasharray") for one in lines}) == 2
    assert svg.findall(f"{SVG}circle")
    assert svg.findall(f"{SVG}polygon")


def test_bars_are_as_long_as_their_numbers():
    chart = draw("bar", ["甲", "乙"], [["a", "10"], ["b", "5"], ["c", "0"]])
    ten, five, nought = (mark.width for mark in chart.marks)

    assert ten == pytest.approx(2 * five)
    assert nought == 0


def test_a_gap_stays_a_gap():
    chart = draw("line", ["月", "件"], [["1", "1"], ["2", ""], ["3", "2"]])

    assert chart.lines[0].path.count("M") == 2
    assert len(chart.marks) == 2


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=24))
def test_every_point_lies_on_the_drawing(values):
    low, high, step = scale(values)
    assert low <= min(0, *values) <= max(0, *values) <= high
    assert 1 <= round((high - low) / step) <= 10
    rows = [[str(n), f"{one:.2f}"] for n, one in enumerate(values)]
    for kind in ("bar", "line"):
        chart = draw(kind, ["甲", "乙"], rows)
        for mark in chart.marks:
            assert -0.1 <= mark.x <= chart.width
            assert mark.x + mark.width <= chart.width
            assert -0.1 <= mark.y <= chart.height


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("12", (12, "")),
        ("12件", (12, "件")),
        ("1,234.5 万元", (1234.5, "万元")),
        ("−3", (-3, "")),
        ("85%", (85, "%")),
        ("—", (None, "")),
        ("", (None, "")),
    ],
)
def test_a_cell_is_read_with_its_unit(cell, told):
    assert reading(cell) == told


@pytest.mark.parametrize(
    ("heads", "rows", "complaint"),
    [
        (["甲", "乙"], [["a", "很多"]], "不是数字"),
        (["甲", "乙"], [["a", "1件"], ["b", "2万元"]], "单位要一致"),
        (["甲"], [["a"]], "1 至 4 列"),
        (list("甲乙丙丁戊己"), [list("a12345")], "1 至 4 列"),
        (["甲", "乙"], [], "1 至 24 行"),
        (["甲", "乙"], [["a", "1"]] * 25, "1 至 24 行"),
    ],
)
def test_what_cannot_be_drawn_cannot_be_saved(heads, rows, complaint):
    with pytest.raises(NoFigureError, match=complaint):
        draw("bar", heads, rows)
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value(heads=heads, rows=rows))
    assert complaint in str(refused.value.block_errors["table"])


def test_a_word_in_a_cell_is_never_markup():
    html, _ = drawn(
        heads=["甲", "<b>"], rows=[["<script>alert(1)</script>", "1"]], title="<i>x"
    )

    assert "<script>" not in html
    assert "<i>x" not in html


def test_a_drawing_is_the_same_in_english():
    chinese, _ = drawn("line")
    with translation.override("en"):
        english, _ = drawn("line")

    assert re.findall(r'points="[^"]*"', english) == re.findall(
        r'points="[^"]*"', chinese
    )


def test_search_finds_the_words_of_a_chart():
    class Child:
        block_type = "chart"

        def __init__(self, told):
            self.value = told

    assert "新收申请" in stream_text([Child(value())])
    assert "自然人" in stream_text([Child(value())])
