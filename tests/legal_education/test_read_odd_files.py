"""The Markdown reader on files that break the form in every way met so far, and some not met yet."""

from __future__ import annotations

import datetime as dt

import pytest

from legal_education.actions.body import count_openings
from legal_education.actions.markdown import context_of, files_under, read_file
from tests.legal_education.texts import LANTERN


@pytest.fixture
def read(folder):
    def one(text: str | bytes, name: str = "法律/试法.md"):
        root = folder({name: text})
        return read_file(root / name, root)

    return one


def marks(reading) -> list[tuple[int, int, int]]:
    return [piece.mark for piece in reading.pieces]


def faults(reading) -> str:
    return "\n".join(f"{fault.sort} {fault.words}" for fault in reading.faults)


def with_head(head: str, body: str = "第一条 灯要亮。\n") -> str:
    return f"# 试法\n\n{head}\n\n<!-- INFO END -->\n\n{body}"


def test_a_law_is_read_with_its_tree_and_its_articles(read):
    reading = read(LANTERN)
    assert reading.key == "灯会法"
    assert reading.date == dt.date(2019, 3, 2)
    assert reading.in_force_on == dt.date(2019, 5, 1)
    assert marks(reading) == [(1, 0, 0), (2, 0, 0), (3, 0, 0), (3, 1, 0), (4, 0, 0)]
    assert [title.words for title in reading.titles] == [
        "第一章 总则",
        "第二章 点灯",
        "第一节 时间",
        "附则",
    ]
    assert reading.faults == []


def test_paragraphs_and_items_stay_lines_of_their_article(read):
    second = read(LANTERN).pieces[1]
    assert second.lines == [
        "灯会应当：",
        "（一）安全；",
        "（二）好看。",
        "孩子由大人带着看。",
    ]


def test_without_the_end_of_the_head_nothing_is_lost(read):
    reading = read(
        "# 试法\n\n2001年2月3日 通过\n\n（2002年3月4日 修正）\n\n第一条 灯要亮。\n"
    )
    assert reading.date == dt.date(2002, 3, 4)
    assert [piece.text for piece in reading.pieces] == ["灯要亮。"]
    assert "没有 INFO END" in faults(reading)


def test_without_a_title_the_file_gives_its_name(read):
    reading = read("<!-- INFO END -->\n第一条 灯要亮。", "法律/无题法(2001-02-03).md")
    assert reading.title == "无题法"
    assert reading.date == dt.date(2001, 2, 3)
    assert "没有标题行" in faults(reading)


def test_an_empty_file_is_reported_and_harms_nobody(read):
    assert "没有正文" in faults(read(""))


def test_what_is_not_utf8_is_read_and_reported(read):
    reading = read(with_head("2001年2月3日 通过").encode("gb18030"))
    assert reading.pieces[0].text == "灯要亮。"
    assert "不是 UTF-8" in faults(reading)


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("第十条之一 灯。", (10, 1, 0)),
        ("第 十 条 灯。", (10, 0, 0)),
        ("第三十五 条灯。", (35, 0, 0)),
        ("第３５条　灯。", (35, 0, 0)),
        ("第35条之２ 灯。", (35, 2, 0)),
        ("　　第一百零八条　灯。", (108, 0, 0)),
        ("\u200b第九条 灯。", (9, 0, 0)),
        ("**第九条** 灯。", (9, 0, 0)),
        ("第一千二百六十条 灯。", (1260, 0, 0)),
    ],
)
def test_an_article_opens_however_its_number_is_typed(read, line, mark):
    reading = read(with_head("2001年2月3日 通过", line))
    assert marks(reading) == [mark]
    assert reading.pieces[0].text == "灯。"


@pytest.mark.parametrize(
    "line", ["第二条的规定不适用。", "第二条、第三条除外。", "第二条第二款另行规定。"]
)
def test_an_article_that_is_spoken_of_opens_nothing_and_is_reported(read, line):
    reading = read(with_head("2001年2月3日 通过", f"第一条 灯要亮。\n\n{line}\n"))
    assert marks(reading) == [(1, 0, 0)]
    assert reading.pieces[0].lines[-1] == line
    assert "像条文开头" in faults(reading)


def test_full_and_half_width_marks_make_one_key(folder):
    root = folder(
        {
            "法律/a.md": "# 办法(试行)\n<!-- INFO END -->\n第一条 灯。",
            "法律/b.md": "# 办法（试行）\n<!-- INFO END -->\n第一条 灯。",
        }
    )
    assert {read_file(path, root).key for path in files_under(root)} == {"办法（试行）"}


def test_a_number_met_twice_gets_its_turn(read):
    reading = read(with_head("2001年2月3日 通过", "第一条 甲。\n\n第一条 乙。\n"))
    assert marks(reading) == [(1, 0, 0), (1, 0, 1)]
    assert "条号重复" in faults(reading)


def test_a_text_without_articles_is_kept_as_passages(read):
    reading = read(
        with_head(
            "2001年2月3日 通过", "前言。\n\n一、灯要亮。\n\n灯要圆。\n\n二、灯要红。\n"
        )
    )
    assert marks(reading) == [(0, 1, 0), (0, 2, 0), (0, 3, 0)]
    assert reading.pieces[1].lines == ["一、灯要亮。", "灯要圆。"]


def test_a_preface_and_a_table_are_not_lost(read):
    body = "## 序言\n\n灯会很久了。\n\n## 第一章 总则\n\n第一条 灯要亮。\n\n## 附件\n\n| 灯 | 价 |\n| --- | --- |\n| 红 | 1 |\n"
    reading = read(with_head("2001年2月3日 通过", body))
    assert marks(reading) == [(0, 1, 0), (1, 0, 0), (0, 2, 0)]
    assert len(reading.pieces[2].lines) == 3


def test_chapters_without_marks_are_headings_but_one_alone_is_a_quotation(read):
    plain = read(
        with_head(
            "2001年2月3日 通过", "第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。\n"
        )
    )
    assert [title.label for title in plain.titles] == ["第一章", "第二章"]
    quoted = read(
        with_head("2001年2月3日 通过", "第一条 增加一节：\n第七节 灯会\n第二条 乙。\n")
    )
    assert quoted.titles == []
    assert quoted.pieces[0].lines[-1] == "第七节 灯会"


def test_the_events_decide_and_a_differing_name_is_reported(read):
    head = "2019年11月29日 灯会代表大会通过\n\n2020年1月1日 施行"
    reading = read(with_head(head), "地方法规/河南/河南省灯会条例(2007-03-30).md")
    assert reading.date == dt.date(2019, 11, 29)
    assert "文件名 2007-03-30" in faults(reading)


def test_a_later_name_alone_does_not_decide(read):
    assert read(
        with_head("2001年2月3日 通过"), "法律/试法(2009-09-09).md"
    ).date == dt.date(2001, 2, 3)


def test_a_head_that_breaks_off_takes_its_day_from_the_name(read):
    head = "2001年2月3日 通过\n\n2002年3月4日 《关于修改的决定》第一次修订  根据"
    reading = read(with_head(head), "行政法规/试法(2009-09-09).md")
    assert reading.date == dt.date(2009, 9, 9)
    assert reading.date_basis == "file_name"
    assert reading.in_force_on is None
    assert "缺最近一次修改" in faults(reading)


def test_a_name_is_believed_where_another_version_names_that_amendment(folder):
    newer = "2001年2月3日 公布\n\n2009年9月9日 《决定》第一次修订\n\n2012年1月1日 《决定》第二次修订"
    root = folder(
        {
            "行政法规/试法(2009-09-09).md": with_head("2001年2月3日 公布"),
            "行政法规/试法(2012-01-01).md": with_head(newer),
        }
    )
    context = context_of(files_under(root))
    path = root / "行政法规/试法(2009-09-09).md"
    assert read_file(path, root, context).date == dt.date(2009, 9, 9)
    assert read_file(path, root).date == dt.date(2001, 2, 3)


def test_dates_inside_quoted_titles_are_no_events(read):
    head = "2001年2月3日 《关于2031年1月1日灯会的办法》通过"
    assert read(with_head(head)).date == dt.date(2001, 2, 3)


def test_two_events_in_one_line_are_both_read(read):
    head = "1994年1月1日 第一次修正根据2010年7月30日灯会代表大会《决定》第二次修正"
    assert read(with_head(head)).date == dt.date(2010, 7, 30)


def test_a_day_in_force_before_an_amendment_is_not_the_amended_versions(read):
    head = "2001年2月3日 通过\n\n2001年5月1日 施行\n\n2010年7月30日 《决定》修正"
    reading = read(with_head(head, "第一条 本法自2001年5月1日起施行。"))
    assert reading.in_force_on is None
    assert reading.in_force_basis == "unknown"


def test_a_rewritten_law_states_its_own_new_day(read):
    head = "2001年2月3日 公布\n\n2010年7月30日 灯会代表大会修订"
    reading = read(with_head(head, "第一条 本条例自2011年1月1日起施行。"))
    assert reading.in_force_on == dt.date(2011, 1, 1)


def test_a_line_of_the_head_without_a_day_is_kept_and_reported(read):
    reading = read(with_head("2001年2月3日 通过\n\n灯发〔2001〕1号"))
    assert "灯发〔2001〕1号" in reading.history
    assert "此行没有日期" in faults(reading)


def test_a_day_that_no_calendar_knows_is_no_event(read):
    assert read(with_head("2001年2月3日 通过\n\n2001年2月31日 修正")).date == dt.date(
        2001, 2, 3
    )


def test_what_explains_the_folder_is_no_law(folder):
    root = folder(
        {
            "README.md": "# 说明",
            "_index.md": "# 目录",
            "_format.md": "# 样子",
            "法律/试法.md": "# 试法",
        }
    )
    assert [path.name for path in files_under(root)] == ["试法.md"]


def test_two_decisions_of_one_title_are_two_laws(folder):
    title = "国务院关于修改部分行政法规的决定"
    files = {
        f"行政法规/{year}.md": f"# {title}\n\n{year}年2月6日 公布\n\n<!-- INFO END -->\n\n一、改。"
        for year in (2016, 2019)
    }
    root = folder(files)
    keys = [read_file(path, root).key for path in files_under(root)]
    assert keys == [f"{title}（2016-02-06）", f"{title}（2019-02-06）"]


def test_the_plain_count_agrees_with_the_reader(read):
    reading = read(LANTERN)
    assert (
        count_openings(LANTERN)
        == sum(1 for piece in reading.pieces if piece.number)
        == 5
    )
