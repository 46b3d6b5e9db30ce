"""A file that came with a case: only for those with a right on it, and only as a download."""

from __future__ import annotations

import pytest

from common.files import SafeFile
from common.sealed import SealBrokenError
from complaints.models import Attachment
from tests.complaints.scene import PDF, received, signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.ignore_template_errors,
]


@pytest.fixture
def with_file(office):
    return received(uploads=[SafeFile('a"\r\n证据.pdf', "pdf", "application/pdf", PDF)])


def test_it_is_handed_out_as_a_download_that_runs_nothing(office, with_file):
    answer = signed_in(office.clerk).get(f"/admin/cases/{with_file.number}/files/1/")

    assert answer.content == PDF
    assert (
        answer["Content-Disposition"]
        == f'attachment; filename="{with_file.number}-1.pdf"'
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]


def test_taking_it_is_written_down(office, with_file):
    signed_in(office.clerk).get(f"/admin/cases/{with_file.number}/files/1/")

    assert [event.by_name for event in with_file.events.filter(verb="file_opened")] == [
        "shoujian"
    ]


def test_nobody_else_gets_it_and_no_other_number_does(office, with_file):
    at = f"/admin/cases/{with_file.number}/files/1/"

    assert signed_in(office.handler).get(at).status_code == 404
    assert signed_in(office.clerk).get(at.replace("/1/", "/2/")).status_code == 404


def test_the_sealed_file_of_one_row_does_not_open_as_anothers(office, with_file):
    other = received(
        uploads=[SafeFile("b.pdf", "pdf", "application/pdf", b"%PDF-other")]
    ).attachments.get()
    mine = with_file.attachments.get()

    Attachment.objects.filter(pk=other.pk).delete()
    Attachment.objects.filter(pk=mine.pk).update(stored_as=other.stored_as)

    with pytest.raises(SealBrokenError):
        Attachment.objects.get(pk=mine.pk).content()
