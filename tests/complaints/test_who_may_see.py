"""The table of rights: who reaches which address of the desk, and with which answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from common.files import inspect
from complaints import actions
from complaints.choices import Act, Role
from complaints.models import Case, CaseRight
from complaints.permissions import user_can_act, user_can_see_case
from complaints.wagtail_hooks import ADDRESSES
from tests import cast
from tests.complaints.scene import PDF, WORDS, person, received, signed_in, text

if TYPE_CHECKING:
    from django.contrib.auth.models import User

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.ignore_template_errors,
]

ROLES = (
    "citizen",
    "stranger",
    "superuser",
    "clerk",
    "handler",
    "other",
    "supervisor",
    "switched_off",
)
# 302 is the way to the sign-in, or back to the admin's front for people without a key to its frame.
TABLE = {
    ("list", "get"): (302, 302, 404, 200, 200, 200, 200, 302),
    ("list", "post"): (302, 302, 404, 405, 405, 405, 405, 302),
    ("case", "get"): (302, 302, 404, 200, 200, 404, 200, 302),
    ("case", "post"): (302, 302, 404, 405, 405, 405, 405, 302),
    ("file", "get"): (302, 302, 404, 200, 200, 404, 200, 302),
    ("file", "post"): (302, 302, 404, 405, 405, 405, 405, 302),
    ("act", "get"): (302, 302, 404, 405, 405, 405, 405, 302),
    ("act", "post"): (302, 302, 404, 302, 302, 404, 302, 302),
    ("export", "get"): (302, 302, 404, 404, 404, 404, 200, 302),
    ("export", "post"): (302, 302, 404, 404, 404, 404, 200, 302),
    ("rights", "get"): (302, 302, 404, 404, 404, 404, 200, 302),
    ("rights", "post"): (302, 302, 404, 404, 404, 404, 200, 302),
    ("withdraw", "get"): (302, 302, 404, 405, 405, 405, 405, 302),
    ("withdraw", "post"): (302, 302, 404, 404, 404, 404, 302, 302),
}


@pytest.fixture
def someone(office):
    """Each role as a signed-in client."""

    def client(role: str) -> Client:
        if role == "citizen":
            return Client()
        if role == "superuser":
            return signed_in(omnipresent())
        if role == "switched_off":
            visitor = signed_in(office.handler)
            office.handler.is_active = False
            office.handler.save()
            return visitor
        return signed_in(getattr(office, role))

    return client


def omnipresent() -> User:
    """A superuser who has joined every group there is."""
    made = cast.administrator()
    made.groups.set(Group.objects.all())
    return made


@pytest.fixture
def with_file(office, in_hand):
    case = in_hand
    row = case.attachments.model(case=case, position=1)
    row.shelve(inspect(PDF, "证据.pdf"), day=case.received_on)
    row.save()
    return case


def address(name: str, case: Case, right: CaseRight) -> str:
    parts: dict[str, list[object]] = {
        "case": [case.number],
        "file": [case.number, 1],
        "act": [case.number, "note"],
        "withdraw": [right.pk],
    }
    return reverse(f"desk:{name}", args=parts.get(name, []))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("name", "method"), TABLE)
def test_each_address_answers_each_role_as_the_table_says(
    office, with_file, someone, name, method, role
):
    right = CaseRight.objects.filter(person=office.other).first()

    answer = getattr(someone(role), method)(
        address(name, with_file, right), {"text": "看过了"}
    )

    assert answer.status_code == TABLE[name, method][ROLES.index(role)]


def test_every_address_of_the_desk_has_its_rows():
    assert {name for name, _ in TABLE} == {address.name for address in ADDRESSES}
    assert len(TABLE) == 2 * len(ADDRESSES)


def test_a_superuser_in_every_group_sees_no_case_anywhere(office, in_hand):
    everything = omnipresent()

    assert not user_can_see_case(everything, in_hand)
    assert not any(user_can_act(everything, in_hand, act) for act in Act)
    assert list(Case.objects.visible_to(everything)) == []
    assert "受理中心" not in text(signed_in(everything).get("/admin/"))


def test_the_menu_entry_is_there_for_those_with_a_right(office):
    assert "/admin/cases/" in text(signed_in(office.clerk).get("/admin/"))


def test_a_right_over_one_kind_reaches_no_other(office):
    reports = person("jubao")
    actions.grant(person=reports, role=Role.CLERK, kind="report", by=office.supervisor)
    report, inquiry = received(kind="report"), received(kind="inquiry")

    assert set(Case.objects.visible_to(reports)) == {report}
    assert not user_can_see_case(reports, inquiry)


def test_a_withdrawn_right_is_gone_at_once(office, in_hand):
    assert user_can_see_case(office.handler, in_hand)

    actions.withdraw(right=office.handler.case_rights.first(), by=office.supervisor)

    assert not user_can_see_case(office.handler, in_hand)
    assert signed_in(office.handler).get(
        f"/admin/cases/{in_hand.number}/"
    ).status_code in {302, 404}


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("clerk", {"assign", "note", "accept", "refuse"}),
        ("handler", {"note", "reply", "close"}),
        ("other", set()),
        ("stranger", set()),
        ("supervisor", {"accept", "refuse", "assign", "note", "reply", "close"}),
    ],
)
def test_each_role_has_its_acts(office, in_hand, who, allowed):
    person_ = getattr(office, who)

    assert {act.value for act in Act if user_can_act(person_, in_hand, act)} == allowed


def test_a_colleague_of_the_unit_sees_the_case_but_does_not_answer_it(office, in_hand):
    colleague = person("tongshi")
    actions.grant(
        person=colleague, role=Role.HANDLER, unit=office.market, by=office.supervisor
    )

    assert user_can_see_case(colleague, in_hand)
    assert not user_can_act(colleague, in_hand, Act.REPLY)
    assert user_can_act(office.supervisor, in_hand, Act.REPLY)


def test_the_narrative_is_only_in_the_case_view(office, in_hand):
    clerk = signed_in(office.clerk)

    assert WORDS["narrative"] in text(clerk.get(f"/admin/cases/{in_hand.number}/"))
    assert WORDS["narrative"] not in text(clerk.get("/admin/cases/"))
    assert WORDS["name"] not in text(clerk.get("/admin/cases/"))
