"""A mail goes out once; what the server puts off is tried again, and what it refuses is told."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from common import mail, outbox
from common.mail.delivery import TRIES
from common.outbox import OutboxRow
from tests.common.sink import Sink, running

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SMTP = "django.core.mail.backends.smtp.EmailBackend"
WORDS = {
    "bureau": "示例局",
    "number": "WD2611-ABCDEF",
    "phone": "0375-0000000",
    "where": "http://x.cn/track/",
}


@pytest.fixture
def sink(settings):
    made = Sink()
    with running(made) as port:
        settings.EMAIL_BACKEND, settings.EMAIL_PORT = SMTP, port
        settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 1
        settings.DEFAULT_FROM_EMAIL = "卫东区文化广电和旅游局 <noreply@example.gov.cn>"
        yield made


@pytest.fixture
def failures():
    heard: list[mail.Message] = []

    def hear(message, **_kwargs):
        heard.append(message)

    mail.mail_failed.connect(hear)
    yield heard
    mail.mail_failed.disconnect(hear)


def sent(to: str = "wang@example.com", **more) -> mail.Message:
    return mail.send("complaints.received", to, {**WORDS, **more})


def work() -> None:
    while outbox.carry_out():
        pass


def wait_and_knock() -> int:
    """The time until the next try has passed."""
    later = timezone.now() - dt.timedelta(seconds=1)
    mail.Message.objects.filter(state="waiting").update(due_at=later)
    return mail.knock()


def state(message: mail.Message) -> str:
    message.refresh_from_db()
    return message.state


def test_no_visitor_waits_for_the_mail_server(sink, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = sent()

    assert sink.taken == []
    assert state(message) == "waiting"


def test_a_mail_that_is_taken_is_marked_and_never_sent_again(sink):
    message = sent()
    work()
    outbox.put_many("mail", [str(message.pk)] * 2)
    work()

    assert len(sink.taken) == 1
    assert state(message) == "sent"
    assert message.sent_at is not None
    assert wait_and_knock() == 0
    assert not OutboxRow.objects.exists()


def test_what_arrives_is_whole_in_chinese_as_text_and_as_html(sink):
    message = sent(bureau="卫东区文化广电和旅游局")
    work()

    arrived = sink.taken[0]
    assert arrived["Subject"].strip() == "您反映的事项已经收到（WD2611-ABCDEF）"
    assert arrived["From"].addresses[0].display_name == "卫东区文化广电和旅游局"
    assert arrived["To"] == "wang@example.com"
    assert arrived["Message-ID"] == message.message_id
    assert arrived["Auto-Submitted"] == "auto-generated"
    text = arrived.get_body(("plain",))
    html = arrived.get_body(("html",))
    assert text.get_content_charset() == html.get_content_charset() == "utf-8"
    assert "卫东区文化广电和旅游局网站反映的事项" in text.get_content()
    assert "http://x.cn/track/" in text.get_content()
    assert '<a href="http://x.cn/track/">' in html.get_content()
    assert sink.raw[0].isascii() or b"8bit" in sink.raw[0]


@pytest.mark.parametrize("where", ["answers", "recipients"])
def test_what_is_put_off_is_tried_later_under_the_same_name(sink, where):
    getattr(sink, where).append("451 4.7.1 greylisted, come back")
    message = sent()
    work()

    assert state(message) == "waiting"
    assert "451" in message.fault
    assert message.due_at > timezone.now() + dt.timedelta(seconds=30)
    assert mail.knock() == 0

    assert wait_and_knock() == 1
    work()
    assert state(message) == "sent"
    assert message.tries == 2
    assert message.fault == ""
    assert [one["Message-ID"] for one in sink.taken] == [message.message_id]


@pytest.mark.parametrize("where", ["answers", "recipients"])
def test_what_is_refused_for_good_fails_at_once_and_says_so(sink, failures, where):
    getattr(sink, where).append("550 5.1.1 no such mailbox wang@example.com")
    message = sent()
    work()

    assert state(message) == "failed"
    assert message.tries == 1
    assert "no such mailbox" in message.fault
    assert [one.pk for one in failures] == [message.pk]
    assert wait_and_knock() == 0


def test_a_line_cut_after_acceptance_may_send_twice_under_one_name(sink):
    sink.answers.append("hang up")
    message = sent()
    work()
    assert state(message) == "waiting"

    wait_and_knock()
    work()

    assert state(message) == "sent"
    assert [one["Message-ID"] for one in sink.taken] == [message.message_id] * 2


def test_a_slow_server_is_left_after_the_timeout_and_tried_later(sink):
    sink.answers.append("dawdle")
    message = sent()
    work()
    assert state(message) == "waiting"
    assert "TimeoutError" in message.fault or "Disconnected" in message.fault

    wait_and_knock()
    work()
    assert state(message) == "sent"


def test_a_server_that_is_away_costs_one_attempt_a_round_and_loses_nothing(
    settings, sink
):
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    messages = [sent(f"p{n}@example.com") for n in range(5)]
    work()

    for message in messages:
        message.refresh_from_db()
    assert [message.state for message in messages] == ["waiting"] * 5
    assert sum(message.tries for message in messages) == 1

    settings.EMAIL_PORT = there
    assert wait_and_knock() == 5
    work()
    assert len(sink.taken) == len({one["Message-ID"] for one in sink.taken}) == 5


def test_one_mail_that_is_put_off_keeps_no_other_from_going(sink):
    sink.answers.append("452 4.2.2 mailbox full")
    first, second = sent("a@example.com"), sent("b@example.com")
    work()

    assert sorted([state(first), state(second)]) == ["sent", "waiting"]


def test_after_the_last_try_it_has_failed(sink, failures):
    sink.answers += ["451 later"] * TRIES
    message = sent()
    work()
    rounds = 0
    while wait_and_knock():
        work()
        rounds += 1

    assert rounds == TRIES - 1
    assert state(message) == "failed"
    assert len(failures) == 1


def test_the_waits_grow_to_four_hours_and_last_a_working_day(sink):
    sink.answers += ["451 later"] * TRIES
    message = sent()
    waits = []
    for _ in range(TRIES - 1):
        wait_and_knock()
        work()
        message.refresh_from_db()
        waits.append((message.due_at - timezone.now()).total_seconds() / 60)

    assert [round(wait) for wait in waits] == [1, 2, 4, 8, 16, 32, 64, 128, 240]


def test_a_failed_mail_can_be_sent_again_and_a_sent_one_cannot(sink):
    sink.answers.append("554 5.7.1 refused")
    message = sent()
    work()
    assert state(message) == "failed"

    assert mail.again(message)
    work()
    assert state(message) == "sent"
    assert not mail.again(message)
    work()
    assert len(sink.taken) == 1


def test_a_claim_keeps_others_away_until_it_ends(sink):
    message = sent()
    mail.Message.objects.filter(pk=message.pk).update(
        due_at=timezone.now() + dt.timedelta(minutes=1)
    )
    work()
    assert sink.taken == []
    assert state(message) == "waiting"

    assert wait_and_knock() == 1
    work()
    assert len(sink.taken) == 1


@pytest.mark.parametrize(
    "address",
    [
        "",
        "不是邮箱",
        "a@b.cn\nBcc: victim@example.com",
        "a@b.cn, victim@example.com",
        "a@b.cn\r\n\r\nbody",
        "张三 <a@b.cn>",
    ],
)
def test_an_address_that_is_none_fails_and_nothing_goes_out(sink, failures, address):
    message = sent(address)
    work()

    assert state(message) == "failed"
    assert sink.taken == []
    assert len(failures) == 1


def test_a_word_cannot_write_a_header(sink):
    message = sent(number="WD\r\nBcc: victim@example.com\n\nhello")
    work()

    assert state(message) == "sent"
    assert sink.taken[0]["Bcc"] is None
    assert sink.taken[0]["To"] == "wang@example.com"
    assert "victim" in sink.taken[0]["Subject"]
    assert "\n" not in message.subject


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (
            "550 5.1.1 <Wang@Example.com> no such user",
            "550 5.1.1 <w***@example.com> no such user",
        ),
        ("550 user wang is unknown here", "550 user w*** is unknown here"),
        ("452 4.2.2 mailbox full", "452 4.2.2 mailbox full"),
    ],
)
def test_what_a_server_says_is_kept_without_the_address(sink, answer, told):
    sink.recipients.append(answer)
    message = sent("wang@example.com")
    work()

    message.refresh_from_db()
    assert message.fault == told


def test_neither_the_address_nor_what_a_server_says_of_it_is_stored_in_clear(sink):
    sink.recipients.append("550 <canary@example.com> unknown")
    message = sent("canary@example.com")
    work()

    row = mail.Message.objects.filter(pk=message.pk).values().get()
    assert "canary@" not in str(row)
    message.refresh_from_db()
    assert message.fault == "550 <c***@example.com> unknown"
    assert message.masked_recipient() == "c***@example.com"
    assert not OutboxRow.objects.filter(fault__contains="canary@").exists()
