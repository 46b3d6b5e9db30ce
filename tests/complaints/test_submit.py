"""A citizen says it once, keeps the receipt, and loses nothing on the way."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.core import signing
from django.test import Client

from common.files import SafeFile
from complaints import actions
from complaints.models import Attachment, Case, CaseEvent, codes, waiting
from tests.common import samples
from tests.complaints.scene import PDF, WORDS, file, hidden, shown, text

SUBMIT = "/complaints/submit/"

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_complete_form_makes_a_case_and_a_receipt(client, bureau, filled):
    answer = client.post(SUBMIT, filled())

    case = Case.objects.get()
    assert answer.status_code == 200
    assert shown(answer, "case-number") == case.number
    assert case.kind == "complaint"
    assert case.state == "received"
    assert case.received_at is not None
    assert {name: getattr(case, name) for name in WORDS} == WORDS
    assert [event.verb for event in case.events.all()] == ["received"]


def test_the_receipt_says_kind_unit_and_day_and_is_never_stored(client, bureau, filled):
    answer = client.post(SUBMIT, filled())

    case = Case.objects.get()
    assert "投诉" in text(answer)
    assert str(case.received_on) in text(answer)
    assert "no-store" in answer["Cache-Control"]
    code = shown(answer, "query-code").replace("-", "")
    assert len(code) == 16
    assert set(code) <= set(codes.ALPHABET)
    assert len(codes.ALPHABET) == 30
    assert code not in case.code_digest


def test_a_receipt_promises_no_date(client, bureau, filled):
    answer = text(client.post(SUBMIT, filled()))

    assert "工作日内" not in answer
    assert "截止" not in answer


def test_two_presses_of_one_form_make_one_case_and_the_same_receipt(
    client, bureau, filled
):
    posted = filled()

    first, second = client.post(SUBMIT, posted), client.post(SUBMIT, posted)

    assert Case.objects.count() == CaseEvent.objects.count() == 1
    for part in ("case-number", "query-code"):
        assert shown(first, part) == shown(second, part)
    assert "没有重复登记" in text(second)


def test_numbers_tell_no_order(bureau, client, filled):
    numbers = [shown(client.post(SUBMIT, filled()), "case-number") for _ in range(4)]

    assert len(set(numbers)) == 4
    assert all(len(number) == 13 for number in numbers)
    assert [
        case.number for case in Case.objects.order_by("pk")
    ] != numbers or numbers != sorted(numbers)


def test_the_form_is_not_cached_and_other_pages_set_no_cookie(client, bureau):
    form, index = client.get(SUBMIT), client.get("/complaints/")

    assert "no-store" in form["Cache-Control"]
    assert form["Referrer-Policy"] == "same-origin"
    assert "sessionid" not in form.cookies
    assert not index.cookies
    assert "0375-0000000" in text(index)


def test_a_kind_in_the_address_is_chosen_and_nonsense_is_not(client, bureau):
    assert 'value="report" required checked' in text(
        client.get(SUBMIT, {"kind": "report"})
    )
    assert "checked" not in text(client.get(SUBMIT, {"kind": '"><script>'}))


def test_without_the_forms_token_nothing_is_taken(bureau, filled):
    answer = Client(enforce_csrf_checks=True).post(SUBMIT, filled())

    assert answer.status_code == 403
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": None}, "请选择一类"),
        ({"kind": "nonsense"}, "请从列出的六类里选择一类"),
        ({"narrative": ""}, "请写下发生了什么事"),
        ({"narrative": "太短"}, "至少 10 个字"),
        ({"narrative": "长" * 5001}, "现在有 5001 个字"),
        ({"name": ""}, "请填写姓名"),
        ({"phone": "", "email": ""}, "请至少填写一项"),
        ({"phone": "打给我"}, "不认识的字符"),
        ({"email": "不是邮箱"}, "name@example.com"),
        ({"anonymous": "on"}, "只有“举报”可以匿名"),
        ({"place": "远" * 201}, "最多 200 个字"),
        ({"website": "http://spam.example"}, "请清空它"),
        ({"ticket": "forged:token:here"}, "打开得太久"),
        ({"ticket": ""}, "打开得太久"),
    ],
)
def test_what_is_wrong_is_said_and_all_that_was_typed_stays(
    client, bureau, filled, change, complaint
):
    posted = filled(**change)

    answer = client.post(SUBMIT, posted)

    assert answer.status_code == 200
    assert complaint in text(answer)
    assert not Case.objects.exists()
    for name in ("narrative", "place", "happened", "respondent", "name", "address"):
        assert posted.get(name, "") in text(answer)


def test_after_a_mistake_the_next_press_goes_through(client, bureau, filled):
    wrong = client.post(SUBMIT, filled(ticket="forged", name=""))
    early = client.post(SUBMIT, filled(ticket=hidden(wrong, "ticket")))

    assert "提交得太快了" in text(early)
    assert hidden(early, "ticket") == hidden(wrong, "ticket")


def test_a_form_from_the_day_before_is_asked_for_once_more(
    client, bureau, filled, monkeypatch
):
    posted = filled()
    day_later = time.time() + 25 * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: day_later)

    answer = client.post(SUBMIT, posted)

    assert "打开得太久" in text(answer)
    assert hidden(answer, "ticket") != posted["ticket"]


def test_files_that_passed_are_kept_when_something_else_is_wrong(
    client, bureau, filled
):
    posted = filled(name="")

    first = client.post(
        SUBMIT,
        {**posted, "evidence": [file("录音.mp3", samples.sound()), file()]},
    )
    again = client.post(
        SUBMIT, {**posted, "name": "王小明", "files_mark": hidden(first, "files_mark")}
    )

    assert "录音.mp3" in text(first)
    assert "已经收好" in text(first)
    case = Case.objects.get()
    assert shown(again, "case-number") == case.number
    kept = {one.name: one.content() for one in case.attachments.all()}
    assert kept == {"录音.mp3": samples.sound(), "证据.pdf": PDF}
    token = signing.TimestampSigner(salt="complaints.files").unsign(
        hidden(first, "files_mark")
    )
    assert waiting.waiting(token) == []


def test_a_kept_file_can_be_left_out(client, bureau, filled):
    posted = filled(name="")
    first = client.post(SUBMIT, {**posted, "evidence": [file()]})

    client.post(
        SUBMIT,
        {
            **posted,
            "name": "王",
            "files_mark": hidden(first, "files_mark"),
            "drop": [hidden(first, "drop")],
        },
    )

    assert Case.objects.get().attachments.count() == 0


def test_waiting_files_go_after_two_hours_and_the_form_says_so(
    client, bureau, filled, monkeypatch
):
    first = client.post(SUBMIT, {**filled(name=""), "evidence": [file()]})
    ticket = filled()["ticket"]
    later = time.time() + 3 * 3600
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)

    answer = client.post(
        SUBMIT, filled(ticket=ticket, files_mark=hidden(first, "files_mark"))
    )

    assert "已过两小时" in text(answer)
    assert WORDS["narrative"] in text(answer)
    assert waiting.sweep() == 1


def test_a_forged_mark_of_waiting_files_opens_nothing(client, bureau, filled):
    answer = client.post(SUBMIT, filled(files_mark="../../etc/passwd:x:y"))

    assert "已过两小时" in text(answer)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("a.exe", b"MZ" + bytes(200), "不是可以接收的类型"),
        ("pdf", PDF, "不是可以接收的类型"),
        ("a.svg", b"<svg/>", "不是可以接收的类型"),
        ("a.pdf", b"<html><script>", "扩展名不一致"),
        ("a.docx", b"PK\x03\x04" + bytes(100), "打不开"),
        ("a.png", PDF, "扩展名不一致"),
        ("a.txt", b"\x00\x01\x02\xff", "不是纯文本"),
        ("a.jpg", b"", ""),
        ("big.pdf", PDF + bytes(10 * 1024 * 1024), "超过 10 MB"),
    ],
)
def test_a_file_that_may_not_come_in_is_named(
    client, bureau, filled, name, data, complaint
):
    answer = client.post(SUBMIT, {**filled(), "evidence": [file(name, data)]})

    if complaint:
        assert name in text(answer)
        assert complaint in text(answer)
        assert not Case.objects.exists()
    assert not Attachment.objects.exists()


def test_no_more_than_five_files_and_the_five_are_kept(client, bureau, filled):
    files = [file(f"第{n}份.pdf") for n in range(6)]

    answer = client.post(SUBMIT, {**filled(), "evidence": files})

    assert "最多 5 个附件，“第5份.pdf”没有收下" in text(answer)
    assert text(answer).count('name="drop"') == 5
    assert not Case.objects.exists()


def test_no_more_than_thirty_megabytes_together(client, bureau, filled):
    files = [file(f"{n}.mp3", samples.sound(22_000)) for n in range(4)]

    answer = client.post(SUBMIT, {**filled(), "evidence": files})

    assert "附件合计最多 30 MB，“3.mp3”没有收下" in text(answer)
    assert not Case.objects.exists()


def test_when_the_case_cannot_be_stored_no_file_stays(bureau, monkeypatch, settings):
    monkeypatch.setattr(
        Case, "trail", lambda *_a, **_k: (_ for _ in ()).throw(OSError("disk full"))
    )

    with pytest.raises(OSError, match="disk full"):
        actions.receive(
            form_key="k" * 20,
            words=dict(WORDS),
            uploads=[SafeFile("a.pdf", "pdf", "application/pdf", PDF)],
        )

    assert not Case.objects.exists()
    assert [
        path for path in settings.SEALED_FILES_DIR.rglob("*") if path.is_file()
    ] == []


def test_the_key_of_a_form_is_forgotten_when_no_form_can_be_open(
    bureau, case, settings
):
    Case.objects.filter(pk=case.pk).update(
        received_on=case.received_on - dt.timedelta(days=2)
    )

    assert actions.forget() == (0, 1)
    assert Case.objects.get().form_digest is None
