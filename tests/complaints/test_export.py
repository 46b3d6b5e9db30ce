"""A supervisor takes a list along: no personal data, a purpose, and a line in the log."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from complaints import actions
from complaints.choices import Role
from complaints.models import ExportEvent
from tests import cast
from tests.complaints.scene import WORDS, person, received, signed_in, text

EXPORT = "/admin/cases/export/"
PURPOSE = "报送区政府十一月统计"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.ignore_template_errors,  # Wagtail's own templates
]


@pytest.fixture
def cases(office):
    made = [received(), received(kind="report", anonymous=True), received()]
    case = actions.accept(made[2], by=office.clerk, subject="退还团费")
    actions.assign(case, by=office.clerk, unit=office.market, handler=office.handler)
    return made


def rows(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_list_holds_number_kind_state_and_day_and_nothing_else(office, cases):
    answer = signed_in(office.supervisor).post(
        EXPORT, {"purpose": PURPOSE, "form": "csv"}
    )

    told = rows(answer)
    assert told[0] == ["编号", "类型", "状态", "收到日期"]
    assert sorted(row[0] for row in told[1:]) == sorted(case.number for case in cases)
    assert {"办理中", "待受理"} == {row[2] for row in told[1:]}
    assert not [word for word in WORDS.values() if word in answer.content.decode()]
    assert "退还团费" not in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_a_workbook_opens_with_days_as_days(office, cases):
    answer = signed_in(office.supervisor).post(
        EXPORT, {"purpose": PURPOSE, "form": "xlsx", "kind": "report"}
    )

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet.max_row == 2
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "s", "d"]


def test_each_export_is_in_the_log_with_its_purpose(office, cases):
    supervisor = signed_in(office.supervisor)
    supervisor.post(EXPORT, {"purpose": PURPOSE, "form": "csv", "state": "received"})

    line = ExportEvent.objects.get()
    assert (line.by_name, line.purpose, line.count) == ("dudao", PURPOSE, 2)
    assert line.scope == "待受理，全部类型"
    assert PURPOSE in text(supervisor.get(EXPORT))


@pytest.mark.parametrize("purpose", ["", "看看"])
def test_without_a_purpose_nothing_leaves(office, cases, purpose):
    answer = signed_in(office.supervisor).post(
        EXPORT, {"purpose": purpose, "form": "csv"}
    )

    assert "text/html" in answer["Content-Type"]
    assert not ExportEvent.objects.exists()


def test_only_supervisors_export(office, cases):
    for user in (office.clerk, office.handler, office.stranger, cast.administrator()):
        client = signed_in(user)
        answer = client.post(EXPORT, {"purpose": PURPOSE, "form": "csv"})
        assert answer.status_code in {302, 404}
        assert "导出清单" not in text(client.get("/admin/cases/", follow=True))
    assert not ExportEvent.objects.exists()


def test_a_supervisor_of_one_unit_exports_that_unit(office, cases):
    local = person("gudu")
    actions.grant(
        person=local, role=Role.SUPERVISOR, unit=office.market, by=office.supervisor
    )

    answer = signed_in(local).post(EXPORT, {"purpose": PURPOSE, "form": "csv"})

    assert [row[0] for row in rows(answer)[1:]] == [cases[2].number]
