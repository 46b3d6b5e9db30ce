"""Which version holds on a day: the dates decide, and a repeal needs a text with a date."""

from __future__ import annotations

import datetime as dt

import pytest

from legal_education.models import LawVersion
from legal_education.results import versions_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def text(title: str, events: str, *articles: str) -> str:
    body = "\n\n".join(
        f"第{number}条 {words}"
        for number, words in zip("一二三四", articles, strict=False)
    )
    return f"# 中华人民共和国{title}\n\n{events}\n\n<!-- INFO END -->\n\n{body}\n"


OLD = text("灯会法", "2001年2月3日 通过\n\n2001年5月1日 施行", "灯要亮。")
NEW = text(
    "灯会法",
    "2001年2月3日 通过\n\n2020年2月3日 修订\n\n2020年5月1日 施行",
    "灯要更亮。",
)


@pytest.fixture
def library(folder, read_in):
    def fill(**files: str):
        return read_in(
            folder({f"法律/{name}.md": words for name, words in files.items()})
        )

    return fill


def in_force(day: str) -> list[str]:
    return sorted(
        str(version)
        for version in LawVersion.objects.in_force(dt.date.fromisoformat(day))
    )


def test_the_newest_that_has_begun_is_in_force(library):
    library(a=OLD, b=NEW)
    assert in_force("2001-04-30") == []
    assert in_force("2001-05-01") == ["灯会法（2001-02-03）"]
    assert in_force("2020-04-30") == ["灯会法（2001-02-03）"]
    assert in_force("2020-05-01") == ["灯会法（2020-02-03）"]


def test_an_unknown_day_in_force_is_the_versions_own(library):
    library(a=OLD, b=NEW.replace("\n\n2020年5月1日 施行", ""))
    assert in_force("2020-02-03") == ["灯会法（2020-02-03）"]
    assert LawVersion.objects.get(date="2020-02-03").in_force_on is None


def test_the_amending_decision_of_the_day_says_when_it_begins(library):
    decision = (
        "# 关于修改《中华人民共和国灯会法》的决定\n\n2020年2月3日 通过\n\n<!-- INFO END -->\n\n"
        "一、改。\n\n本决定自2020年7月1日起施行。\n"
    )
    report = library(a=OLD, b=NEW.replace("\n\n2020年5月1日 施行", ""), c=decision)
    version = LawVersion.objects.get(law__key="灯会法", date="2020-02-03")
    assert (version.in_force_on, version.in_force_basis) == (
        dt.date(2020, 7, 1),
        "decision",
    )
    assert report.begun == 1


def test_a_new_law_repeals_an_old_one_from_its_own_day(library):
    repealing = text(
        "灯典",
        "2020年5月28日 通过",
        "本法自2021年1月1日起施行。《中华人民共和国灯会法》、《彩灯法》同时废止。",
    )
    library(a=OLD, b=repealing, c=text("彩灯法", "1999年1月1日 通过", "灯要彩。"))
    version = LawVersion.objects.get(law__key="灯会法")
    assert version.repealed_on == dt.date(2021, 1, 1)
    assert version.repealed_by == "灯典/2020-05-28/1"
    assert in_force("2020-12-31") == ["彩灯法（1999-01-01）", "灯会法（2001-02-03）"]
    assert in_force("2021-01-01") == ["灯典（2020-05-28）"]


@pytest.mark.parametrize(
    "words",
    [
        "本法自2021年1月1日起施行。《灯会法》第三条同时废止。",
        "本法自2021年1月1日起施行。《灯会法》中的有关规定同时废止。",
        "本法自2021年1月1日起施行。根据《灯会法》制定的《旧灯办法》同时废止。",
        "依照《灯会法》取得的灯证，过期即废止的，不再补发。",
    ],
)
def test_what_repeals_a_part_or_something_else_repeals_no_law(library, words):
    library(a=OLD, b=text("灯典", "2020年5月28日 通过", words))
    assert LawVersion.objects.get(law__key="灯会法").repealed_on is None


def test_a_repeal_is_taken_back_when_no_text_says_it_any_more(library):
    words = "本法自2021年1月1日起施行。《灯会法》同时废止。"
    library(a=OLD, b=text("灯典", "2020年5月28日 通过", words))
    library(a=OLD, b=text("灯典", "2020年5月28日 通过", "本法自2021年1月1日起施行。"))
    assert LawVersion.objects.get(law__key="灯会法").repealed_on is None


def test_the_packages_status_alone_decides_nothing(package, read_in):
    path = package(
        [
            {
                "name": "中华人民共和国灯会法",
                "version": "2001-02-03",
                "effective": "2001-05-01",
                "status": "已废止",
                "articles": [("第一条", "灯要亮。")],
            }
        ]
    )
    report = read_in(path)
    assert in_force("2020-01-01") == ["灯会法（2001-02-03）"]
    assert any(
        fault.sort == "状态不一" and "未见有日期的废止依据" in fault.words
        for fault in report.faults
    )


def test_the_one_in_force_stands_first_and_a_coming_one_after_it(library):
    coming = NEW.replace("2020年2月3日 修订", "2020年2月3日 修订").replace(
        "2020年5月1日", "2999年1月1日"
    )
    library(a=OLD, b=coming)
    law = LawVersion.objects.first().law
    assert [(str(each.version.date), each.standing) for each in versions_of(law)] == [
        ("2001-02-03", "in_force"),
        ("2020-02-03", "coming"),
    ]
