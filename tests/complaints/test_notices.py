"""Who left a mail address hears of each step, and nothing of the case travels by mail."""

from __future__ import annotations

import smtplib

import pytest
from django.core import mail as post

from common import mail, outbox
from complaints import actions
from complaints.choices import Notice, RefusalReason
from complaints.models import Case
from tests import cast
from tests.complaints.scene import WORDS, received, shown, signed_in, text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.ignore_template_errors,  # Wagtail's own templates
]
ANSWER = "团费已经退还，请查收银行短信。"


def work() -> None:
    while outbox.carry_out():
        pass


def to(address: str):
    return [one for one in post.outbox if one.to == [address]]


def refuse_all(monkeypatch):
    def refused(*_args, **_kwargs):
        told = f"<{WORDS['email']}> is no mailbox here".encode()
        raise smtplib.SMTPRecipientsRefused({WORDS["email"]: (550, told)})

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refused)


@pytest.fixture
def lived(client, office, filled):
    """A case that went its whole way; the answer to the form, with the receipt."""
    office.handler.email = "jingban@example.gov.cn"
    office.handler.save()
    answer = client.post("/complaints/submit/", filled())
    case = actions.accept(Case.objects.get(), by=office.clerk, subject="退还团费")
    case = actions.assign(
        case, by=office.clerk, unit=office.market, handler=office.handler
    )
    actions.reply(case, by=office.handler, text=ANSWER)
    actions.close(Case.objects.get(), by=office.handler)
    work()
    return answer


def test_each_step_is_told_once(lived):
    number = shown(lived, "case-number")
    work()

    told = [one.subject for one in to(WORDS["email"])]
    assert told == [
        f"您反映的事项已经收到（{number}）",
        f"您反映的事项有答复了（{number}）",
        f"您反映的事项已经办结（{number}）",
    ]


def test_the_officer_hears_of_number_and_kind(lived):
    (one,) = to("jingban@example.gov.cn")
    number = shown(lived, "case-number")

    assert number in one.subject
    assert "投诉" in one.body
    assert f"/admin/cases/{number}/" in one.body


def test_no_mail_holds_a_word_of_the_case_or_its_code(lived):
    code = shown(lived, "query-code")
    secrets = [*WORDS.values(), ANSWER, code, code.replace("-", ""), "退还团费"]
    secrets = [word for word in secrets if word not in {"complaint", WORDS["email"]}]

    assert len(post.outbox) == 4
    for one in post.outbox:
        whole = one.message().as_string() + one.body + one.alternatives[0][0]
        for secret in secrets:
            assert secret not in whole
    for message in mail.Message.objects.all():
        kept = str(message.words) + message.subject
        assert not [secret for secret in secrets if secret in kept]


def test_a_refusal_is_told_without_its_reason(office, case):
    actions.refuse(
        case,
        by=office.clerk,
        reason=RefusalReason.NOT_OURS,
        explanation="请到市场监督管理部门反映这件事。",
    )
    work()

    last = to(WORDS["email"])[-1]
    assert "不予受理" in last.subject
    assert "市场监督" not in last.body
    assert "职责" not in last.body


def test_an_english_reader_is_told_in_english(client, bureau, filled):
    client.post("/en/complaints/submit/", filled())
    work()

    (one,) = to(WORDS["email"])
    assert one.subject.startswith("We have received your message (WD")
    assert "/en/complaints/track/" in one.body
    assert "Bureau" in one.body


@pytest.mark.parametrize(
    ("anonymous", "more"),
    [(True, {"kind": "report"}), (False, {"email": ""})],
)
def test_who_is_anonymous_or_left_no_address_gets_no_mail(bureau, anonymous, more):
    received(anonymous=anonymous, **more)
    work()

    assert post.outbox == []
    assert not mail.Message.objects.exists()


def test_a_second_press_sends_no_second_mail(client, bureau, filled):
    posted = filled()
    client.post("/complaints/submit/", posted)
    client.post("/complaints/submit/", posted)
    work()

    assert len(post.outbox) == 1


def test_a_mail_that_cannot_be_delivered_is_marked_on_the_case(
    monkeypatch, office, case
):
    refuse_all(monkeypatch)
    work()

    line = case.events.last()
    assert (line.verb, line.detail) == ("mail_failed", "收到通知")
    page = text(signed_in(office.clerk).get(f"/admin/cases/{case.number}/"))
    assert 'id="undelivered"' in page
    assert "w***@example.com" in page
    assert "请改用电话或者书信联系" in page
    assert line not in case.events.public()


def test_the_desk_shows_how_far_each_mail_got(office, case):
    waiting = text(signed_in(office.clerk).get(f"/admin/cases/{case.number}/"))
    work()
    sent = text(signed_in(office.clerk).get(f"/admin/cases/{case.number}/"))

    assert "收到通知" in waiting
    assert "待发送" in waiting
    assert "已发送" in sent
    assert "邮件未送达" not in sent


def test_every_notice_has_its_letter():
    assert len(Notice) == 5
    for notice in Notice:
        assert mail.letters.read(notice.value, "zh-hans").code == notice.value


def test_administrators_see_mails_without_addresses_and_send_one_again(
    monkeypatch, case
):
    with monkeypatch.context() as down:
        refuse_all(down)
        work()
    admin = signed_in(cast.administrator())

    page = text(admin.get("/admin/mail/"))
    assert "未送达" in page
    assert "w***@example.com" in page
    assert WORDS["email"] not in page
    assert WORDS["narrative"] not in page
    message = mail.Message.objects.get()
    answer = admin.post(f"/admin/mail/{message.pk}/again/", follow=True)
    assert "已重新排队" in text(answer)
    work()
    assert len(to(WORDS["email"])) == 1
    assert "没有失败" in text(
        admin.post(f"/admin/mail/{message.pk}/again/", follow=True)
    )


def test_nobody_else_sees_mails(office, case):
    message = mail.Message.objects.get()
    for user in (cast.editor(), office.supervisor, office.handler):
        client = signed_in(user)
        assert client.get("/admin/mail/").status_code == 302
        assert client.post(f"/admin/mail/{message.pk}/again/").status_code == 302
        assert "/admin/mail/" not in text(client.get("/admin/"))
    assert message.state == "waiting"
