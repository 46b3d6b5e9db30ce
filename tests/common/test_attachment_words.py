"""The words of attachments are taken out in the background and shown to whoever handles the case."""

from __future__ import annotations

import pytest
from django.db import connection

from common import outbox
from common.files import SafeFile, inspect, sandbox, words
from common.files.choices import TextState
from complaints.models import Attachment
from tests.common import samples
from tests.complaints.scene import person, received, signed_in, text

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture(autouse=True)
def _own_shelf(settings, tmp_path):
    settings.SEALED_FILES_DIR = tmp_path


def sent(name: str, data: bytes) -> Attachment:
    return received(uploads=[inspect(data, name)]).attachments.get()


def waiting() -> list[str]:
    return list(
        outbox.OutboxRow.objects.filter(topic=words.TOPIC).values_list("key", flat=True)
    )


def taken_out(row: Attachment) -> Attachment:
    words.take_out([row.text_key])
    return Attachment.objects.get(pk=row.pk)


def test_no_visitor_waits_for_it():
    row = sent("a.docx", samples.docx())

    assert row.text_state == TextState.PENDING
    assert waiting() == [row.text_key]


def test_an_anonymous_report_leaves_no_row_with_a_minute_and_is_read_by_the_clock():
    uploads = [inspect(samples.docx(), "a.docx")]
    row = received(anonymous=True, kind="report", uploads=uploads).attachments.get()
    assert waiting() == []

    assert words.catch_up() == 1

    assert Attachment.objects.get(pk=row.pk).text_state == TextState.DONE
    assert words.catch_up() == 0


def test_the_worker_takes_it_out():
    row = sent("a.docx", samples.docx(paragraphs=3))

    while outbox.carry_out():
        pass

    assert "第2段：旅行社收了团费" in Attachment.objects.get(pk=row.pk).text
    assert waiting() == []


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", samples.docx(paragraphs=2), samples.TEXT),
        ("a.pdf", samples.pdf(), "Hello"),
        ("a.txt", samples.TEXT.encode("gb18030"), samples.TEXT),
        ("a.txt", b"\xef\xbb\xbf" + samples.TEXT.encode(), samples.TEXT),
    ],
)
def test_the_words_are_kept_sealed_on_the_row(name, data, said):
    row = taken_out(sent(name, data))

    assert row.text_state == TextState.DONE
    assert said in row.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM complaints_attachment")
        stored = cursor.fetchone()[0]
    assert stored.startswith("a256gcm:")


def test_a_scan_has_none():
    assert (
        taken_out(sent("a.pdf", samples.pdf(content=b""))).text_state == TextState.EMPTY
    )


def test_pictures_and_tables_are_not_asked():
    assert sent("a.png", samples.picture("PNG")).text_state == TextState.NONE
    assert sent("a.xlsx", samples.xlsx()).text_state == TextState.NONE
    assert waiting() == []


def test_a_file_that_cannot_be_read_is_not_tried_for_ever():
    broken = SafeFile("a.pdf", "pdf", "application/pdf", samples.pdf()[:200])
    row = received(uploads=[broken]).attachments.get()

    while outbox.carry_out():
        pass

    assert Attachment.objects.get(pk=row.pk).text_state == TextState.FAILED
    assert waiting() == []


def test_where_nobody_could_look_it_is_tried_again(monkeypatch):
    rows = [sent("a.docx", samples.docx()), sent("a.txt", b"hello")]
    monkeypatch.setattr(sandbox, "BARRIERS", ())

    with pytest.raises(sandbox.NotDone, match="off"):
        words.take_out([row.text_key for row in rows])

    states = [Attachment.objects.get(pk=row.pk).text_state for row in rows]
    assert states == [TextState.PENDING, TextState.DONE]


def test_twice_is_once(monkeypatch):
    row = taken_out(sent("a.docx", samples.docx()))
    runs = sandbox.last.runs

    assert taken_out(row).text == row.text
    assert sandbox.last.runs == runs
    words.take_out(["complaints.attachment:1"])


def test_a_long_text_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(words, "MOST_SIGNS", 10)

    row = taken_out(sent("a.txt", samples.TEXT.encode()))

    assert row.text == samples.TEXT[:10]
    assert row.text_is_cut


def test_whoever_handles_the_case_reads_them_as_plain_text():
    supervisor = person("dudao")
    from complaints import actions  # noqa: PLC0415 - only here

    actions.appoint_supervisor(person=supervisor)
    case = received(
        uploads=[
            inspect("一<b>二</b>三".encode(), "甲.txt"),
            inspect(samples.pdf(content=b""), "乙.pdf"),
            inspect(samples.docx(), "丙.docx"),
        ]
    )
    done = list(case.attachments.all())
    words.take_out([done[0].text_key, done[1].text_key])

    shown = text(signed_in(supervisor).get(f"/admin/cases/{case.number}/"))

    assert "<summary>附件文字</summary>" in shown
    assert "一&lt;b&gt;二&lt;/b&gt;三" in shown
    assert "附件文字：无文字" in shown
    assert "附件文字：提取中" in shown
    assert shown.count("未查毒") == 3
