"""A complainant follows a case with number and code, and nobody else can."""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from complaints import actions
from complaints.models import Case, codes
from tests.complaints.scene import shown, text

TRACK = "/complaints/track/"

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def receipt(client, office, filled):
    answer = client.post("/complaints/submit/", filled())
    return {"number": shown(answer, "case-number"), "code": shown(answer, "query-code")}


def test_number_and_code_show_where_the_case_stands(client, receipt):
    answer = client.post(TRACK, receipt)

    assert shown(answer, "state") == "待受理"
    assert "收到来件" in text(answer)
    assert "no-store" in answer["Cache-Control"]


def test_the_code_is_read_however_it_is_typed(client, receipt):
    number, code = receipt["number"], receipt["code"]
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in code)

    for typed in (
        {"number": number.lower(), "code": code.lower()},
        {"number": number.replace("-", " "), "code": wide},
    ):
        assert "待受理" in text(client.post(TRACK, typed))


def test_wrong_number_and_wrong_code_get_the_same_answer(client, receipt):
    wrong_code = client.post(TRACK, {**receipt, "code": "2222-3333-4444-5555"})
    wrong_number = client.post(TRACK, {**receipt, "number": "WD2601-222222"})

    def told(answer):
        return re.sub(r'value="[^"]*"', "", text(answer))

    assert wrong_code.status_code == wrong_number.status_code == 200
    assert told(wrong_code) == told(wrong_number)
    assert "编号或者查询码不对" in text(wrong_code)


def test_a_wrong_number_costs_the_same_queries_and_digests(
    client, receipt, monkeypatch
):
    worked = []
    real = codes.code_digest
    monkeypatch.setattr(
        codes, "code_digest", lambda *a, **k: worked.append(1) or real(*a, **k)
    )

    with CaptureQueriesContext(connection) as for_number:
        client.post(TRACK, {**receipt, "number": "WD2601-222222"})
    digests = len(worked)
    with CaptureQueriesContext(connection) as for_code:
        client.post(TRACK, {**receipt, "code": "2222333344445555"})

    assert digests == 1
    assert len(worked) == 2
    assert len(for_number) == len(for_code) >= 1


def test_the_code_in_the_address_shows_nothing(client, receipt):
    answer = client.get(TRACK, receipt)

    assert receipt["number"] not in text(answer)
    assert "待受理" not in text(answer)


def test_the_answer_is_read_and_notes_and_staff_names_are_not(client, office, receipt):
    case = actions.accept(Case.objects.get(), by=office.clerk, subject="退还团费")
    case = actions.assign(
        case, by=office.clerk, unit=office.market, handler=office.handler
    )
    actions.note(case, by=office.handler, text="这家旅行社是老问题")
    actions.reply(case, by=office.handler, text="旅行社已同意退还全部团费。")

    answer = text(client.post(TRACK, receipt))

    assert "旅行社已同意退还全部团费。" in answer
    assert "市场股" in answer
    assert "老问题" not in answer
    assert "jingban" not in answer
    assert "查看内容" not in answer


def test_a_refusal_says_its_reason(client, office, receipt):
    actions.refuse(
        Case.objects.get(),
        by=office.clerk,
        reason="not_ours",
        explanation="请向市场监督管理局反映，电话 12315。",
    )

    answer = text(client.post(TRACK, receipt))

    assert "不属于本机关职责" in answer
    assert "12315" in answer


def test_a_code_given_before_a_change_of_keys_still_opens(
    client, receipt, settings, tmp_path
):
    kept = json.loads(Path(settings.SEALING_KEYS_FILE).read_text())
    kept["code"]["2"] = base64.b64encode(b"n" * 32).decode()
    settings.SEALING_KEYS_FILE = tmp_path / "keys.json"
    settings.SEALING_KEYS_FILE.write_text(json.dumps(kept))

    assert shown(client.post(TRACK, receipt), "state") == "待受理"


def test_leaving_takes_the_forms_cookie_away(client, receipt):
    answer = client.get("/complaints/done/")

    assert answer.status_code == 302
    assert answer.cookies["csrftoken"].value == ""
