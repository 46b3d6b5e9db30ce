"""Files that mean harm: each is refused or made harmless, none takes more than 512 MB or 20 seconds."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from PIL import Image

from common.files import FileRefused, inspect, sandbox
from tests.common import hostile_pdf
from tests.common.hostile import EXE, HARMLESS, OUTSIDE, SCRIPT, Hostile
from tests.common.hostile_bypass import BYPASSES
from tests.common.hostile_excel import EXCEL
from tests.common.hostile_office import WORD

FILES = [*OUTSIDE, *hostile_pdf.FILES, *WORD, *EXCEL, *BYPASSES]
MOST_SECONDS, MOST_MEGABYTES = 20, 512
LEFT = (
    b"PK\x05\x06",
    b"%PDF",
    SCRIPT,
    b"<?php",
    b"Exif",
    b"ICC_PROFILE",
    b"iCCP",
    b"tEXt",
    b"zTXt",
    b"eXIf",
    EXE,
)


@pytest.fixture(scope="module")
def table():
    """What became of each, for the proof."""
    rows: list[tuple[str, str, float, float]] = []
    yield rows
    if kept := os.environ.get("PROOF_FILE"):
        worst = max(rows, key=lambda row: row[2]), max(rows, key=lambda row: row[3])
        refused = sum(row[1] != HARMLESS for row in rows)
        lines = [
            f"{len(rows)} hostile files: {refused} refused, {len(rows) - refused} made harmless;"
            f" slowest {worst[0][2]:.1f} s ({worst[0][0]}), most memory {worst[1][3]:.0f} MB ({worst[1][0]})",
            *(
                f"{what}: {_became(outcome)}; {megabytes:.0f} MB, {seconds:.2f} s"
                for what, outcome, seconds, megabytes in sorted(rows)
            ),
        ]
        with Path(kept).open("a", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")


def test_there_are_many_and_of_every_kind():
    assert len(FILES) >= 240
    assert len({file.what for file in FILES}) == len(FILES)
    assert sum("behind" in file.what or "with" in file.what for file in OUTSIDE) >= 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.what)
def test_it_is_refused_or_made_harmless(file: Hostile, table):
    data = file.build()
    sandbox.last.megabytes = 0
    began = time.monotonic()

    outcome, left, name = _outcome(data, file.name)

    seconds = time.monotonic() - began
    table.append((file.what, outcome, seconds, sandbox.last.megabytes))
    assert outcome in file.outcomes
    assert seconds <= MOST_SECONDS
    assert sandbox.last.megabytes <= MOST_MEGABYTES
    assert not set(name) & set('/\\\r\n\x00\u202e"')
    assert len(name) <= 110
    assert ".exe" not in name
    if outcome == HARMLESS and name.endswith(("jpg", "png", "webp")):
        assert not [mark for mark in LEFT if mark in left]
        assert not Image.open(io.BytesIO(left)).getexif()


def _became(outcome: str) -> str:
    return outcome if outcome == HARMLESS else f"refused ({outcome})"


def _outcome(data: bytes, name: str) -> tuple[str, bytes, str]:
    try:
        safe = inspect(data, name)
    except FileRefused as refusal:
        return refusal.code or "", b"", ""
    return HARMLESS, safe.data, safe.name
