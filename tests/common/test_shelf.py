"""Sealed files on disk: no row loses its file, no file outlives its row for long."""

from __future__ import annotations

import datetime as dt
import io
import os
import time
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse

from common.files import inspect, shelf, shelved
from complaints.models import Attachment, Case
from tests.common import samples
from tests.complaints.scene import received

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 11, 24)
CASES = shelf.Shelf("cases")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_shelf(settings, tmp_path):
    settings.SEALED_FILES_DIR = tmp_path


@pytest.fixture
def a_day_later(monkeypatch):
    later = time.time() + shelf.GRACE_SECONDS + 60
    monkeypatch.setattr(shelf.time, "time", lambda: later)


def lying(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def with_file() -> Attachment:
    return received(uploads=[inspect(samples.pdf(), "a.pdf")]).attachments.get()


def test_what_lies_on_disk_is_sealed_and_closed_to_others(tmp_path):
    row = with_file()
    path = CASES.path(row.stored_as)

    assert b"%PDF" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert row.content() == samples.pdf()
    assert row.stored_as not in row.name


def test_a_name_that_is_not_ours_reaches_no_file():
    for name in ("../../keys/sealing.json", "", "a" * 39, "A" * 40):
        with pytest.raises(ValueError, match="not a name of ours"):
            CASES.path(name)


def test_a_file_goes_with_its_row_once_that_is_certain(
    tmp_path, django_capture_on_commit_callbacks
):
    row = with_file()

    with django_capture_on_commit_callbacks(execute=True):
        row.delete()
        assert lying(tmp_path) == [row.stored_as]

    assert lying(tmp_path) == []


def test_a_file_stays_when_its_rows_deletion_is_taken_back(
    tmp_path, django_capture_on_commit_callbacks
):
    row = with_file()

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        Attachment.objects.all().delete()
        transaction.set_rollback(True)

    assert Attachment.objects.get() == row
    assert row.content() == samples.pdf()


def test_where_the_commit_is_in_doubt_the_file_stays(tmp_path, monkeypatch):
    def broken(*_given, **_named) -> bool:
        raise OperationalError("the connection was lost")

    monkeypatch.setattr(Case, "trail", broken)

    with pytest.raises(OperationalError):
        with_file()

    assert len(lying(tmp_path)) == 1


def test_sweeping_takes_what_a_crash_left_and_nothing_else(tmp_path, a_day_later):
    kept = [with_file() for _ in range(3)]
    orphan = CASES.put(b"x", place="nobody", day=DAY)
    draft = CASES.path(orphan).with_name(f".{orphan}.12345678")
    draft.write_text("half")

    assert shelved.sweep() == 2

    assert sorted(lying(tmp_path)) == sorted(row.stored_as for row in kept)
    assert shelved.sweep() == 0


def test_a_file_whose_row_may_still_be_coming_is_left(tmp_path):
    orphan = CASES.put(b"x", place="nobody", day=DAY)
    os.utime(CASES.path(orphan), (0, 0))

    assert shelved.sweep() == 0
    assert lying(tmp_path) == [orphan]


def test_with_a_wrong_database_nothing_is_swept(tmp_path, a_day_later, caplog):
    rows = [
        CASES.put(b"x", place="nobody", day=DAY) for _ in range(shelf.MOST_ORPHANS + 1)
    ]

    assert shelved.sweep() == 0
    assert len(lying(tmp_path)) == len(rows)
    assert "is this the right database?" in caplog.text


class CutOff(io.BytesIO):
    """A request whose sender went away in the middle of a file."""

    def read(self, size: int | None = -1) -> bytes:
        part = super().read(size)
        if not part:
            raise OSError("the connection was lost")
        return part


def test_an_upload_that_is_cut_off_leaves_nothing(tmp_path, settings):
    head = (
        b'--x\r\nContent-Disposition: form-data; name="narrative"\r\n\r\n'
        + "旅行社不退钱，说了三次。".encode()
        + b'\r\n--x\r\nContent-Disposition: form-data; name="evidence"; filename="a.pdf"\r\n\r\n'
    )
    sent = head + samples.pdf() * 2000

    answer = Client().generic(
        "POST",
        reverse("complaints:submit"),
        content_type="multipart/form-data; boundary=x",
        **{"wsgi.input": CutOff(sent), "CONTENT_LENGTH": str(len(sent) * 2)},
    )

    # Whoever went away reads no answer; what counts is that it is no receipt.
    assert answer.status_code == 200
    assert lying(tmp_path) == []
    assert not Case.objects.exists()
