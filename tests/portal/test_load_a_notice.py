"""工作日历 in the admin: the year is seen, a notice looked at, loaded, replaced and taken back."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from common import indicators
from common.calendar import current, effects
from common.calendar.tables import HolidayNotice, WorkdayException
from common.indicators import Indicator
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

LOAD = "/admin/calendar/load/"
NUMBER = "国办发明电〔2026〕9号"
TEXT = "日期,上班/休息,说明\n2027-02-20,上班,春节\n2027-02-09,休息,春节\n2027-10-02,休息,国庆节\n"
FIELDS = {"year": "2027", "number": NUMBER, "text": TEXT}


@pytest.fixture(autouse=True)
def _late_november(monkeypatch):
    moment = dt.datetime(2026, 11, 23, 4, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def administrator() -> Client:
    return cast.signed_in(cast.administrator())


def keeper() -> Client:
    """Neither editor nor administrator: holds the right to load notices and nothing else."""
    made = get_user_model().objects.create_user("rili", password="a-long-password")
    group = Group.objects.create(name="日历管理员")
    group.permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="change_holidaynotice"),
    )
    made.groups.add(group)
    return cast.signed_in(made)


def looked_at(client: Client, **changed: object) -> str:
    return client.post(LOAD, FIELDS | changed).content.decode()


def seal(page: str) -> str:
    found = re.search(r'name="confirm" value="([0-9a-f]{64})"', page)
    assert found, page
    return found[1]


def load(client: Client, **changed: object):
    fields = FIELDS | changed
    return client.post(
        LOAD, fields | {"confirm": seal(looked_at(client, **changed))}, follow=True
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/admin/calendar/",
            {"citizen": 302, "editor": 302, "keeper": 302, "administrator": 302},
        ),
        (
            "/admin/calendar/2026/",
            {"citizen": 302, "editor": 200, "keeper": 200, "administrator": 200},
        ),
        (
            "/admin/calendar/2041/",
            {"citizen": 302, "editor": 404, "keeper": 404, "administrator": 404},
        ),
        (LOAD, {"citizen": 302, "editor": 302, "keeper": 200, "administrator": 200}),
        (
            "/admin/calendar/2026/withdraw/",
            {"citizen": 302, "editor": 302, "keeper": 404, "administrator": 404},
        ),
        (
            "/admin/indicators/",
            {"citizen": 302, "editor": 200, "keeper": 302, "administrator": 200},
        ),
    ],
)
def test_who_may_open_what(address, expected) -> None:
    people = {
        "citizen": Client(),
        "editor": cast.signed_in(cast.editor()),
        "keeper": keeper(),
        "administrator": cast.signed_in(cast.administrator()),
    }

    found = {name: client.get(address).status_code for name, client in people.items()}

    assert found == expected


def test_an_editor_cannot_load_even_by_sending_the_form() -> None:
    editor = cast.signed_in(cast.editor())

    answer = editor.post(LOAD, FIELDS | {"confirm": "0" * 64})

    assert answer.status_code == 302
    assert not HolidayNotice.objects.filter(year=2027).exists()


def test_a_year_is_drawn_whole_with_what_is_off_and_what_is_worked(
    administrator,
) -> None:
    page = administrator.get("/admin/calendar/2026/").content.decode()

    assert len(re.findall(r"<table class=\"workdays__month\"", page)) == 12
    assert len(re.findall(r"<td class=\"workdays__day workdays__day--", page)) == 365
    assert len(re.findall(r"workdays__day--makeup\"", page)) == 6
    assert "工作日 248 天" in page
    assert "国庆节调休上班（国办发明电〔2025〕7号）" in page
    assert len(re.findall(r"workdays__day--provisional\"", page)) == 7
    assert "月末暂定" in page


def test_a_year_without_a_notice_says_so_and_is_provisional_throughout(
    administrator,
) -> None:
    first = administrator.get("/admin/calendar/", follow=True)

    page = first.content.decode()
    assert first.redirect_chain == [("/admin/calendar/2027/", 302)]
    assert "2027 年的放假通知还没有装入" in page
    assert len(re.findall(r"workdays__day--provisional\"", page)) == 365
    assert f'href="{LOAD}?year=2027"' in page


def test_the_preview_shows_what_turns_and_loads_nothing(
    administrator, monkeypatch
) -> None:
    monkeypatch.setattr(effects, "_effects", {"会变的诉求": lambda _old, _new: 7})

    page = looked_at(administrator)

    assert "其中 9 天与现在的日历不同" in page
    assert re.search(r"2027-02-20</td><td[^>]*>周六</td><td[^>]*><strong>上班", page)
    assert re.search(r"2027-02-09</td><td[^>]*>周二</td><td[^>]*><strong>休息", page)
    assert "法定节日 2027-01-01（周五，元旦）没有列出" in page
    assert "会变的诉求：7" in page
    assert not WorkdayException.objects.filter(year=2027).exists()


def test_what_is_confirmed_is_loaded_with_who_and_when(administrator) -> None:
    answer = load(administrator)

    page = answer.content.decode()
    notice = HolidayNotice.objects.get(year=2027, loaded_by__username="guanli")
    assert answer.redirect_chain == [("/admin/calendar/2027/", 302)]
    assert notice.number == NUMBER
    assert current().works(dt.date(2027, 2, 20))
    assert "guanli 装入放假通知" in page
    assert "9 天有变化" in page
    assert "2027-02-20 上班" in page


def test_a_file_is_as_good_as_text(administrator) -> None:
    file = SimpleUploadedFile("2027.csv", TEXT.encode("gb18030"))

    page = looked_at(administrator, text="", file=file)
    answer = administrator.post(LOAD, FIELDS | {"confirm": seal(page)}, follow=True)

    assert answer.status_code == 200
    assert WorkdayException.objects.filter(year=2027).count() == 3


def test_the_same_notice_again_is_nothing_to_confirm(administrator) -> None:
    load(administrator)

    page = looked_at(administrator)

    assert "与已装入的完全一样" in page
    assert 'name="confirm"' not in page


def test_bad_lines_are_named_and_the_words_are_kept_for_mending(administrator) -> None:
    bad = TEXT + "2027-02-30,休息,春节\n2028-01-01,休息,元旦\n<b>,上班\n"

    page = looked_at(
        administrator, text="", file=SimpleUploadedFile("a.csv", bad.encode())
    )

    assert "有 3 行不能采用" in page
    assert "第 5 行" in page
    assert "没有这一天" in page
    assert "不是 2027 年的日期" in page
    assert "&lt;b&gt;,上班</td>" in page
    assert "2027-02-20,上班,春节" in page.split("<textarea", 1)[1]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": ""}, "请选文件，或者粘贴"),
        ({"text": "日期,上班/休息,说明\n"}, "没有读到任何日子"),
        ({"text": "2027-01-01,休息\n" * 401}, "超过 400 行"),
        ({"number": ""}, "必需字段"),
        ({"year": "1999"}, "2004"),
        (
            {
                "file": SimpleUploadedFile(
                    "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\xff" * 9
                )
            },
            "不是文字文件",
        ),
        ({"file": SimpleUploadedFile("a.csv", b"x" * 70_000)}, "超过 64 KB"),
    ],
)
def test_what_is_no_notice_is_refused_with_a_reason(
    administrator, changed, told
) -> None:
    page = looked_at(administrator, **changed)

    assert told in page
    assert 'name="confirm"' not in page


def test_mending_leads_back_to_the_form_with_the_words_in_it(administrator) -> None:
    page = looked_at(administrator, mend="1")

    assert "2027-02-20,上班,春节" in page
    assert 'name="confirm"' not in page


def test_what_changed_since_it_was_looked_at_must_be_looked_at_again(
    administrator,
) -> None:
    seen = seal(looked_at(administrator))
    WorkdayException.objects.create(
        code="2027-03-06", date="2027-03-06", works=True, notice="试", year=2027
    )

    answer = administrator.post(LOAD, FIELDS | {"confirm": seen})

    assert "请按现在的样子再核对一次" in answer.content.decode()
    assert not HolidayNotice.objects.filter(year=2027).exists()


def test_a_loaded_notice_can_be_taken_back_and_the_history_stays(administrator) -> None:
    before = current()
    load(administrator)

    asked = administrator.get("/admin/calendar/2027/withdraw/").content.decode()
    answer = administrator.post("/admin/calendar/2027/withdraw/", follow=True)

    page = answer.content.decode()
    assert NUMBER in asked
    assert current() == before
    assert "2027 年的放假通知还没有装入" in page
    assert page.count("guanli") >= 2
    assert "撤回放假通知" in page


def test_the_first_page_shows_what_is_out_of_bounds_and_hides_it_when_all_is_well(
    administrator, monkeypatch
) -> None:
    alarmed = administrator.get("/admin/").content.decode()
    monkeypatch.setattr(indicators, "_indicators", {})
    still = administrator.get("/admin/").content.decode()

    assert "缺放假通知的年度" in alarmed
    assert "/admin/calendar/" in alarmed
    assert "需要处理" not in still


def test_a_figure_that_fails_does_not_take_the_dashboard_down(
    administrator, monkeypatch
) -> None:
    monkeypatch.setattr(indicators, "_indicators", {})
    indicators.register(Indicator("a", "坏的指标", lambda: 1 // 0, 1, "件", "管理员"))
    indicators.register(Indicator("b", "好的指标", lambda: 3, 5, "件", "管理员"))

    answer = administrator.get("/admin/indicators/")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "读不出" in page
    assert "3 件" in page


def test_whoever_only_works_on_cases_is_not_shown_the_system(administrator) -> None:
    page = keeper().get("/admin/").content.decode()

    assert "需要处理" not in page
    assert "系统状况" not in page
    assert '"name": "workdays"' in page
