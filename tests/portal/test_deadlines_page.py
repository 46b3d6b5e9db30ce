"""A visitor reckons a deadline: without JavaScript, by an address that can be sent on."""

from __future__ import annotations

import re

import pytest
from wagtail.models import Locale

from common.clock.rule import ClockRule
from disclosure.models import DeadlinesPage

HAN = re.compile(r"[\u4e00-\u9fff]+")


@pytest.fixture
def page(guides) -> DeadlinesPage:
    made = DeadlinesPage(title="期限计算器", slug="deadlines", summary="哪一天到期。")
    guides.add_child(instance=made)
    made.save_revision().publish()
    return made


@pytest.fixture
def ask(client, page):
    def asked(**told: str) -> str:
        response = client.get("/guides/deadlines/", told)
        assert response.status_code == 200
        assert not response.cookies
        return response.content.decode()

    return asked


def test_the_page_offers_every_matter_and_says_its_basis(ask):
    page = ask()

    assert page.count("<option value=") >= 170
    assert page.count("<h1") == 1
    assert "《政府信息公开条例》第三十三条" in page
    assert "第二步" not in page


def test_a_word_narrows_the_list(ask):
    page = ask(find="听证")
    options = re.findall(r'<option value="([^"]+)"', page)

    assert "p10-notice" in options
    assert "d8-reply" not in options


def test_a_word_that_nothing_has_says_so(ask):
    assert "没有找到这样的事项" in ask(find="火星")


def test_a_chosen_matter_asks_only_what_it_knows(ask):
    reply, scene, notice = (
        ask(clock="d8-reply"),
        ask(clock="c5-scene"),
        ask(clock="p10-notice"),
    )

    assert 'name="paused"' in reply
    assert 'name="restarted"' in reply
    assert 'name="time"' not in reply
    assert 'name="time"' in scene
    assert 'name="paused"' not in scene
    assert "举行听证之日" in notice
    assert "还有几处要改" not in reply + scene + notice


def test_the_answer_gives_the_day_and_how_it_was_counted(ask):
    page = ask(clock="d8-reply", start="2026-02-12")

    assert "2026-03-18（周三）" in page
    assert "调休上班" in page
    assert "期限总表" in page


def test_where_the_days_differ_both_stand_there_and_the_earlier_alarms(ask):
    page = ask(clock="c14-finish", start="2026-08-02")

    assert "<dt>法定末日</dt><dd><strong>2026-10-01（周四）" in page
    assert "<dt>顺延后</dt><dd><strong>2026-10-08（周四）" in page
    assert "<dt>提醒日</dt><dd><strong>2026-10-01（周四）" in page


def test_pause_extension_and_restart_are_reckoned(ask):
    told = {"clock": "d8-reply", "start": "2026-05-29"}

    assert "2026-06-29（周一）</strong>" in ask(**told)
    assert "2026-07-06（周一）</strong>" in ask(
        **told, paused="2026-06-03", resumed="2026-06-10"
    )
    assert "2026-07-27（周一）</strong>" in ask(
        **told, approved="2026-06-29", told="2026-06-29"
    )
    assert "还剩17个工作日" in ask(**told, paused="2026-06-03")
    assert "2026-06-29（周一）</strong>" in ask(
        clock="d8-reply", start="2026-05-06", restarted="2026-05-29"
    )


def test_what_was_finished_is_told_to_be_in_time_or_late(ask):
    told = {"clock": "d8-reply", "start": "2026-05-29"}
    outcome = "<dt>办理情况</dt><dd><strong>{}</strong>"

    assert outcome.format("按期") in ask(**told, ended="2026-06-29")
    assert outcome.format("逾期") in ask(**told, ended="2026-06-30")
    withdrawn = ask(**told, paused="2026-06-03", ended="2026-06-05")
    assert outcome.format("按期") in withdrawn
    assert "不替法律编一个" not in withdrawn
    assert "这个日期早于起算日" in ask(**told, ended="2026-05-28")


def test_an_hour_clock_and_a_shortest_period_do_not_ask_for_an_end(ask):
    assert 'name="ended"' in ask(clock="c1-finish")
    for clock in ("c5-scene", "consult", "p10-notice", "yearly-disclosure"):
        assert 'name="ended"' not in ask(clock=clock), clock


def test_only_the_stated_time_is_taken_out_of_a_licence(ask):
    told = {"clock": "p5-decide", "start": "2026-05-29", "paused": "2026-06-03"}

    assert "没有写明所需时间的书面通知" in ask(**told)
    assert "2026-07-06（周一）</strong>" in ask(**told, resumed="2026-06-10")


def test_a_backward_clock_names_the_day_and_the_reminder(ask):
    page = ask(clock="hearing-papers", start="2026-10-11")

    assert "<dt>提前到</dt><dd><strong>2026-09-30" in page
    assert "<dt>本局提前提醒</dt><dd><strong>2026-09-29" in page


def test_the_version_of_the_start_day_answers(ask):
    old = ask(clock="c1-accept", start="2026-03-13")
    new = ask(clock="c1-accept", start="2026-03-16")

    assert "2026-03-20（周五）</strong>" in old
    assert "2026-03-18（周三）</strong>" in new


def test_a_day_before_the_rule_was_in_force_is_told(ask):
    page = ask(clock="c1-finish", start="2020-01-02")

    assert "这一天没有生效的规定" in page
    assert 'value="2020-01-02"' in page


def test_provisional_and_unsure_are_said(ask):
    page = ask(clock="d14-pay", start="2026-12-20")

    assert "可能提前，也可能推后" in page
    assert "待核：这项规定" in page


def test_a_clock_without_a_number_invents_none(ask):
    page = ask(clock="c3-handle", start="2026-11-23")

    assert "不替法律编一个" in page
    assert "法定末日</dt>" not in page


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"start": ""}, "请填写日期。"),
        ({"start": "下周三"}, "日期看不明白"),
        ({"start": "2026-02-30"}, "日期看不明白"),
        ({"start": "1998-01-01"}, "2004年至2040年"),
        ({"start": "9999-12-31"}, "2004年至2040年"),
        ({"start": "2026-05-29", "resumed": "2026-06-10"}, "请先填写这一项"),
        (
            {"start": "2026-05-29", "paused": "2026-06-10", "resumed": "2026-06-03"},
            "结束的日期早于开始的日期",
        ),
        ({"start": "2026-05-29", "paused": "2026-05-01"}, "早于起算日"),
        (
            {"start": "2026-05-29", "approved": "2026-06-10", "told": "2026-06-03"},
            "告知的日期早于批准的日期",
        ),
    ],
)
def test_bad_input_is_told_in_chinese_and_kept(ask, told, message):
    page = ask(clock="d8-reply", **told)

    assert message in page
    for value in filter(None, told.values()):
        assert f'value="{value}"' in page
    assert "怎样算出来的" not in page


def test_an_hour_clock_asks_for_the_hour(ask):
    assert "请填写几点几分" in ask(clock="c5-scene", start="2026-10-01")
    assert "时间看不明白" in ask(clock="c5-scene", start="2026-10-01", time="午后")
    assert "2026-10-02（周五） 15:30" in ask(
        clock="c5-scene", start="2026-10-01", time="15:30"
    )


@pytest.mark.parametrize(
    "start", ["2026-02-12", "2026/2/12", "2026年2月12日", "20260212", "2026.2.12"]
)
def test_a_day_may_be_written_as_people_write_it(ask, start):
    assert "2026-03-18（周三）" in ask(clock="d8-reply", start=start)


def test_nonsense_in_the_address_breaks_nothing(ask):
    assert "没有这个事项" in ask(clock="x" * 500, find="\x00<b>" * 40, group="none")
    assert "日期看不明白" in ask(clock="d8-reply", start="\x00’<script>")


def test_every_matter_gives_an_answer(ask):
    told = {"start": "2026-09-25", "time": "16:00"}
    clocks = set(ClockRule.objects.active().values_list("clock", flat=True))

    for clock in sorted(clocks):
        assert "怎样算出来的" in ask(clock=clock, **told), clock
    assert len(clocks) >= 165


def test_few_questions_to_the_database(client, page, django_assert_max_num_queries):
    client.get("/guides/deadlines/")

    with django_assert_max_num_queries(45):
        client.get("/guides/deadlines/?clock=d8-reply&start=2026-02-12")


def test_the_page_speaks_english(client, page):
    english = Locale.objects.get(language_code="en")
    twin = page.copy_for_translation(english, copy_parents=True)
    twin.title, twin.summary = "Deadline calculator", "When it is due."
    twin.save_revision().publish()
    twin.get_ancestors().filter(locale=english, depth__gt=2).update(title="Guides")

    address = "/en/guides/deadlines/?clock=d8-reply&start=2026-05-29&approved=2026-06-1"
    answered, asked = (
        client.get(address + more).content.decode() for more in ("0", "x")
    )

    assert "Last day by law" in answered
    assert "We cannot read this date" in asked
    for shown in (answered, asked):
        main = shown[shown.index("<main") : shown.index("</main")]
        rest = re.sub(
            r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', "", main, flags=re.DOTALL
        )
        assert HAN.findall(rest) == []


def test_search_knows_the_matters(page):
    assert "政府信息公开申请：答复" in page.search_text
