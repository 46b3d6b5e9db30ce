"""Anybody who is shown a receipt can find out whether it is ours, and learns nothing else."""

from __future__ import annotations

import html
import json

import pytest

from common import sealed
from complaints.models import Case, codes
from tests.complaints.scene import shown, text

CHECK = "/complaints/check/"

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def receipt(client, bureau, filled):
    return client.post("/complaints/submit/", filled())


@pytest.fixture
def line(receipt) -> str:
    return html.unescape(shown(receipt, "receipt-line"))


def asked(client, line: str) -> str:
    return text(client.post(CHECK, {"line": line}))


def test_a_receipt_of_ours_is_known(client, line):
    page = asked(client, line)

    case = Case.objects.get()
    assert 'id="ours"' in page
    assert case.number in page
    assert "投诉" in page
    assert str(case.received_on) in page


def test_a_line_copied_by_hand_is_known(client, line):
    assert 'id="ours"' in asked(client, f"  {line.lower().replace(' ', '  ')} ")
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in line)
    assert 'id="ours"' in asked(client, wide)


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_line_with_another_word_in_it_is_not(client, line, place):
    words = line.split()
    words[place] = ["WD2611-ZZZZZZ", "report", "2020-01-01", "A" * 12][place]

    page = asked(client, " ".join(words))

    assert 'id="not-ours"' in page
    assert words[0] not in page.split("<form", 1)[0]


@pytest.mark.parametrize(
    "line", ["你好", "WD2611-ABCDEF", "WD2611-ABCDEF x 2026-99-99 ABCDEFGHJKMN"]
)
def test_nonsense_is_not(client, bureau, line):
    assert 'id="not-ours"' in asked(client, line)


def test_the_receipt_draws_the_line_and_neither_holds_the_code(receipt, line):
    code = shown(receipt, "query-code").replace("-", "")

    assert '<span class="qr"' in text(receipt)
    assert code not in line
    assert code not in line.replace("-", "")
    assert len(line.split()) == 4


def test_a_receipt_says_nothing_of_whether_there_is_a_case(client, line):
    """The same answer with and without the case, and no question to the table of cases."""
    Case.objects.get().events.all()
    before = asked(client, line)
    Case.objects.update(number="WD9999-GONEAB")

    after = asked(client, line)

    assert ('id="ours"' in before) is ('id="ours"' in after) is True


def test_a_receipt_from_before_a_change_of_keys_is_known(
    client, line, settings, tmp_path
):
    kept = json.loads(settings.SEALING_KEYS_FILE.read_text(encoding="ascii"))
    sealed.make_keys(tmp_path / "new.json")
    fresh = json.loads((tmp_path / "new.json").read_text(encoding="ascii"))
    for purpose, keys in kept.items():
        keys["2"] = fresh[purpose]["1"]
    (tmp_path / "both.json").write_text(json.dumps(kept), encoding="ascii")
    settings.SEALING_KEYS_FILE = tmp_path / "both.json"

    assert codes.is_ours(line)
    settings.SEALING_KEYS_FILE = tmp_path / "new.json"
    assert not codes.is_ours(line)


def test_the_page_is_never_kept_and_its_question_stands_in_no_address(client, bureau):
    page = client.get(f"{CHECK}?line=WD2611-ABCDEF")

    assert "no-store" in page["Cache-Control"]
    assert "WD2611-ABCDEF" not in text(page)
    assert 'method="post"' in text(page)
