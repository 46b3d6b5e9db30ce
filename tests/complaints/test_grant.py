"""Rights are given and taken by supervisors, each time with a line; the last one stays."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from complaints import actions
from complaints.choices import ROLE_RIGHTS, Right, Role
from complaints.models import CaseRight, RightEvent
from tests.complaints.scene import person, signed_in, text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.ignore_template_errors,
]


def test_the_first_supervisor_is_appointed_from_the_server_and_logged(bureau):
    first = person("dudao")

    call_command("appoint_supervisor", "dudao", verbosity=0)

    assert set(first.case_rights.values_list("act", flat=True)) == set(Right.values)
    line = RightEvent.objects.get()
    assert (line.verb, line.person_name, line.by_name) == (
        "appointed",
        "dudao",
        "服务器命令",
    )


def test_only_the_first(office):
    person("erhao")

    with pytest.raises(CommandError, match="已经有督办人"):
        call_command("appoint_supervisor", "erhao")
    with pytest.raises(CommandError, match="没有账号"):
        call_command("appoint_supervisor", "meiyou")


def test_a_role_is_a_ready_set_of_acts(office):
    for who, role in (
        (office.clerk, Role.CLERK),
        (office.handler, Role.HANDLER),
        (office.supervisor, Role.SUPERVISOR),
    ):
        assert set(who.case_rights.values_list("act", flat=True)) == set(
            ROLE_RIGHTS[role]
        )


@pytest.mark.parametrize("who", ["clerk", "handler", "stranger"])
def test_granting_takes_a_supervisor(office, who):
    with pytest.raises(actions.NotAllowed):
        actions.grant(
            person=office.stranger, role=Role.SUPERVISOR, by=getattr(office, who)
        )

    assert not office.stranger.case_rights.exists()


def test_a_supervisor_of_one_unit_gives_nothing_beyond_it(office):
    narrow = person("gududao")
    actions.grant(
        person=narrow, role=Role.SUPERVISOR, unit=office.market, by=office.supervisor
    )

    actions.grant(
        person=office.stranger, role=Role.HANDLER, unit=office.market, by=narrow
    )
    for unit in (office.tourism, None):
        with pytest.raises(actions.NotAllowed, match="之内"):
            actions.grant(person=office.stranger, role=Role.CLERK, unit=unit, by=narrow)
    with pytest.raises(actions.NotAllowed, match="之内"):
        actions.withdraw(right=office.other.case_rights.first(), by=narrow)


def test_withdrawing_takes_the_whole_role_and_leaves_its_line(office):
    taken = actions.withdraw(
        right=office.handler.case_rights.first(), by=office.supervisor
    )

    assert taken == len(ROLE_RIGHTS[Role.HANDLER])
    assert not office.handler.case_rights.in_force().exists()
    assert RightEvent.objects.first().verb == "withdrawn"
    assert not office.handler.has_perm("wagtailadmin.access_admin")


def test_the_last_supervisor_over_everything_cannot_be_withdrawn(office):
    narrow = person("gududao")
    actions.grant(
        person=narrow, role=Role.SUPERVISOR, unit=office.market, by=office.supervisor
    )

    with pytest.raises(actions.NotAllowed, match="最后一位"):
        actions.withdraw(
            right=office.supervisor.case_rights.first(), by=office.supervisor
        )

    actions.grant(person=narrow, role=Role.SUPERVISOR, by=office.supervisor)
    actions.withdraw(right=office.supervisor.case_rights.first(), by=narrow)
    assert CaseRight.objects.of_head_supervisors().get().person == narrow


def test_a_switched_off_supervisor_does_not_count_as_one_who_stays(office):
    second = person("erhao")
    actions.grant(person=second, role=Role.SUPERVISOR, by=office.supervisor)
    second.is_active = False
    second.save()

    with pytest.raises(actions.NotAllowed, match="最后一位"):
        actions.withdraw(
            right=office.supervisor.case_rights.first(), by=office.supervisor
        )


def test_the_screen_grants_and_withdraws(office):
    supervisor = signed_in(office.supervisor)
    posted = {
        "person": office.stranger.pk,
        "role": "handler",
        "unit": office.market.pk,
        "kind": "report",
    }

    supervisor.post("/admin/cases/rights/", posted)
    right = office.stranger.case_rights.in_force().get(act="see")
    assert (right.unit, right.kind, right.granted_by) == (
        office.market,
        "report",
        office.supervisor,
    )

    supervisor.post(f"/admin/cases/rights/{right.pk}/withdraw/")
    assert not office.stranger.case_rights.in_force().exists()


def test_the_screen_says_why_not_and_keeps_the_choice(office):
    posted = {"person": office.clerk.pk, "role": "clerk", "unit": "", "kind": ""}

    page = text(signed_in(office.supervisor).post("/admin/cases/rights/", posted))

    assert "已经是这一范围的收件员" in page
    assert f'value="{office.clerk.pk}" selected' in page


def test_the_last_supervisor_is_told_on_the_screen(office):
    right = office.supervisor.case_rights.get(act="see")

    page = text(
        signed_in(office.supervisor).post(
            f"/admin/cases/rights/{right.pk}/withdraw/", follow=True
        )
    )

    assert "最后一位" in page
    assert office.supervisor.case_rights.in_force().exists()


def test_a_right_opens_the_frame_and_nothing_in_it(office):
    assert office.clerk.get_all_permissions() == {"wagtailadmin.access_admin"}
    assert Group.objects.get(name="受理中心人员").permissions.count() == 1
