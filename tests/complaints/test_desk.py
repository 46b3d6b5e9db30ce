"""A day at the desk: find the case, read it, act on it; what fails says why and keeps the text."""

from __future__ import annotations

import re

import pytest

from complaints import actions
from complaints.choices import Role
from complaints.models import Case
from tests.complaints.scene import WORDS, person, received, signed_in, text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.ignore_template_errors,
]


def offered(page: str) -> set[str]:
    return set(re.findall(r'action="/admin/cases/[\w-]+/(\w+)/"', page))


@pytest.fixture
def clerk(office):
    return signed_in(office.clerk)


@pytest.fixture
def handler(office):
    return signed_in(office.handler)


def test_a_case_goes_its_whole_way_through_the_screens(office, clerk, handler, case):
    at = f"/admin/cases/{case.number}/"
    clerk.post(f"{at}accept/", {"subject": "退还团费", "seen_version": 0})
    clerk.post(
        f"{at}assign/",
        {"assignee": f"{office.market.pk}-{office.handler.pk}", "seen_version": 1},
    )
    handler.post(f"{at}note/", {"text": "已经电话核实"})
    handler.post(
        f"{at}reply/", {"text": "旅行社已同意退还全部团费。", "seen_version": 2}
    )
    answer = handler.post(f"{at}close/", {"seen_version": 3}, follow=True)

    done = Case.objects.get()
    assert done.state == "closed"
    assert done.handler == office.handler
    assert done.unit == office.market
    assert answer.redirect_chain == [(at, 302)]
    verbs = [event.verb for event in done.events.all() if event.verb != "opened"]
    assert verbs == ["received", "accepted", "assigned", "noted", "replied", "closed"]
    assert [event.by_name for event in done.events.filter(verb="replied")] == [
        "jingban"
    ]


def test_a_refusal_asks_for_reason_and_words(clerk, case):
    answer = text(
        clerk.post(
            f"/admin/cases/{case.number}/refuse/",
            {"explanation": "请向市场监管部门反映。"},
        )
    )

    assert "请选择不予受理的原因" in answer
    assert "请向市场监管部门反映。" in answer
    assert Case.objects.get().state == "received"


@pytest.mark.parametrize(
    ("state", "for_clerk", "for_handler"),
    [
        ("in_hand", {"assign", "note"}, {"reply", "note"}),
        ("replied", {"note"}, {"reply", "close", "note"}),
        ("closed", set(), set()),
    ],
)
def test_only_acts_that_are_legal_and_permitted_are_shown(
    clerk, handler, in_hand, state, for_clerk, for_handler
):
    Case.objects.filter(pk=in_hand.pk).update(state=state)

    at = f"/admin/cases/{in_hand.number}/"
    assert offered(text(clerk.get(at))) == for_clerk
    assert offered(text(handler.get(at))) == for_handler


def test_an_act_overtaken_by_somebody_keeps_the_text_and_says_so(
    office, handler, in_hand
):
    actions.reply(in_hand, by=office.supervisor, text="督办人先答复了。")

    posted = {"text": "我也写了一份很长的答复。", "seen_version": in_hand.version}
    answer = text(handler.post(f"/admin/cases/{in_hand.number}/reply/", posted))

    assert "刚刚被其他人处理过" in answer
    assert "我也写了一份很长的答复。" in answer
    assert f'name="seen_version" value="{in_hand.version + 1}"' in answer


def test_an_act_that_is_no_longer_legal_keeps_the_text_too(office, handler, in_hand):
    actions.reply(in_hand, by=office.handler, text="已经答复过。")
    actions.close(Case.objects.get(), by=office.handler)

    answer = text(
        handler.post(
            f"/admin/cases/{in_hand.number}/reply/", {"text": "还想补充的一段话在这里"}
        )
    )

    assert "不能答复" in answer
    assert "还想补充的一段话在这里" in answer


@pytest.mark.parametrize("name", ["nonsense", "receive", "grant", "accept"])
def test_an_act_that_is_not_theirs_is_not_there(handler, in_hand, name):
    assert (
        handler.post(
            f"/admin/cases/{in_hand.number}/{name}/", {"subject": "随便写写"}
        ).status_code
        == 404
    )


def test_the_case_shows_everything_and_escapes_it(clerk, office):
    case = received(narrative="<script>alert(1)</script> 一家网吧", name="<b>王</b>")

    page = text(clerk.get(f"/admin/cases/{case.number}/"))

    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    for name in ("place", "happened", "respondent", "phone", "email", "address"):
        assert WORDS[name] in page


def test_opening_is_written_down_once_a_day(office, clerk, handler, in_hand):
    for visitor in (clerk, clerk, handler):
        visitor.get(f"/admin/cases/{in_hand.number}/")

    opened = in_hand.events.filter(verb="opened")
    assert [event.by_name for event in opened] == ["shoujian", "jingban"]


def test_the_list_shows_mine_the_pool_and_all(office, clerk, handler, in_hand):
    fresh = received()

    pool, mine, everything = (
        text(clerk.get("/admin/cases/?scope=pool")),
        text(handler.get("/admin/cases/?scope=mine")),
        text(clerk.get("/admin/cases/")),
    )

    assert fresh.number in pool
    assert in_hand.number not in pool
    assert in_hand.number in mine
    assert fresh.number not in mine
    assert fresh.number in everything
    assert in_hand.number in everything


def test_the_list_is_narrowed_by_state_kind_and_number(clerk, in_hand):
    other = received(kind="report")

    def found(**asked):
        return set(
            re.findall(
                r"WD\d{4}-\w{6}",
                text(clerk.get("/admin/cases/", asked)).split("<tbody>")[-1],
            )
        )

    assert found(state="in_hand") == {in_hand.number}
    assert found(kind="report") == {other.number}
    assert found(q=other.number.lower()[4:]) >= {other.number}
    assert other.number in found(q=other.number)
    assert found(q="没有这个") == set()
    assert found(state="nonsense", page="x") == {in_hand.number, other.number}


def test_a_long_list_has_pages_of_twenty_five(clerk):
    for _ in range(27):
        received()

    first, second = (
        text(clerk.get("/admin/cases/")),
        text(clerk.get("/admin/cases/?page=2")),
    )

    assert first.count('class="title-wrapper"') == 25
    assert second.count('class="title-wrapper"') == 2
    assert "第 2 页，共 2 页" in second


def test_the_list_costs_the_same_queries_however_long(
    clerk, django_assert_max_num_queries
):
    for _ in range(25):
        received()
    clerk.get("/admin/cases/")

    with django_assert_max_num_queries(30):
        clerk.get("/admin/cases/")


def test_pages_of_the_desk_are_not_kept_by_browsers(clerk, in_hand):
    assert "no-store" in clerk.get(f"/admin/cases/{in_hand.number}/")["Cache-Control"]


def test_a_clerk_who_gives_the_case_out_of_sight_lands_on_the_list(office, bureau):
    narrow = person("zhishou")
    actions.grant(
        person=narrow, role=Role.CLERK, unit=office.tourism, by=office.supervisor
    )
    case = received(unit=office.tourism)
    case = actions.accept(case, by=narrow, subject="退还团费")

    posted = {"assignee": f"{office.market.pk}-{office.handler.pk}"}
    answer = signed_in(narrow).post(f"/admin/cases/{case.number}/assign/", posted)

    assert answer["Location"] == "/admin/cases/"
