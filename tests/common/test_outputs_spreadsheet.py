"""Spreadsheets carry what was there and run nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from common.outputs import csv_bytes, download, number, xlsx_bytes

STARTERS = "=+-@＝＋－＠﹢﹣﹦﹫−"
HOSTILE = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "\u3000=1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "−1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example","点我")',
    "+86 13800000000",
    "-5",
    "@admin",
]
HARMLESS = ["旅游", "2023年", "a=b", "1-2", "'已有撇号", "", "#N/A", "TRUE", "007"]


def sheet(data: bytes):
    return load_workbook(io.BytesIO(data)).active


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def runs(text: str) -> bool:
    """Whether some spreadsheet would take the text for a formula."""
    return text.strip(" \t\r\n\u3000\u00a0\u200b\ufeff")[:1] in set(STARTERS) - {""}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_formula_in_csv_is_led_by_an_apostrophe(text):
    (_, (cell, heading_like)) = lines(csv_bytes(["甲", "乙"], [[text, "旅游"]]))

    assert cell.startswith("'")
    assert heading_like == "旅游"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_heading_is_no_safer_than_a_cell(text):
    assert lines(csv_bytes([text], []))[0][0].startswith("'")
    assert sheet(xlsx_bytes([text], [])).cell(1, 1).data_type == "s"


@pytest.mark.parametrize("text", HOSTILE + HARMLESS[:5] + HARMLESS[6:])
def test_in_xlsx_every_text_is_a_text(text):
    cell = sheet(xlsx_bytes(["甲"], [[text]])).cell(2, 1)

    assert cell.data_type == "s"
    assert cell.quotePrefix is runs(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_runs_nowhere_is_left_as_it_is(text):
    assert lines(csv_bytes(["甲", "乙"], [[text, "x"]]))[1][0] == text


@given(
    st.tuples(
        st.text(" \t\r\n\u3000\u00a0\u200b\ufeff", max_size=3),
        st.sampled_from(STARTERS),
        st.text(max_size=20),
    ).map("".join)
)
def test_no_text_that_begins_so_runs_anywhere(text):
    assert lines(csv_bytes(["甲"], [[text]]))[1][0].startswith("'")
    cell = sheet(xlsx_bytes(["甲"], [[text]])).cell(2, 1)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_makes_a_file_that_opens(texts):
    row = sheet(xlsx_bytes(texts, [texts]))[2]
    assert all(cell.data_type in {"s", "n"} for cell in row)
    assert all(not runs(cell) for cell in lines(csv_bytes(texts, [texts]))[1])


def test_numbers_and_days_keep_their_kind():
    row = [5, -5, 2.5, Decimal("-1.25"), dt.date(2026, 11, 22), None]
    (_, told) = lines(csv_bytes(list("甲乙丙丁戊己"), [row]))
    cells = sheet(xlsx_bytes(list("甲乙丙丁戊己"), [row]))[2]

    assert told == ["5", "-5", "2.5", "-1.25", "2026-11-22", ""]
    assert [cell.data_type for cell in cells] == ["n", "n", "n", "n", "d", "n"]
    assert [cell.value for cell in cells[:4]] == [5, -5, 2.5, -1.25]
    assert cells[4].value.date() == dt.date(2026, 11, 22)


def test_a_moment_is_told_in_the_clock_of_the_wall():
    moment = dt.datetime(2026, 11, 22, 1, 0, tzinfo=dt.UTC)
    cell = sheet(xlsx_bytes(["甲"], [[moment]])).cell(2, 1)

    assert cell.value == moment.astimezone(ZoneInfo("Asia/Shanghai")).replace(
        tzinfo=None
    )


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0", 0),
        ("12", 12),
        ("-3", -3),
        ("2.50", 2.5),
        (" 7 ", 7),
        ("007", "007"),
        ("110105199001011234", "110105199001011234"),
        ("1e5", "1e5"),
        ("12件", "12件"),
        ("１２", "１２"),
        ("", ""),
        ("--1", "--1"),
    ],
)
def test_only_a_plain_number_becomes_one(text, read):
    assert number(text) == read
    assert type(number(text)) is type(read)


def test_a_csv_says_that_it_is_utf8():
    assert csv_bytes(["编号"], []).startswith(b"\xef\xbb\xbf")


def test_a_file_has_a_name_in_chinese_and_no_name_writes_a_header():
    answer = download("csv", '名\r\nX: y"/清单', ["甲"], [])

    assert "X" not in answer.headers
    assert "filename*=UTF-8''%E5%90%8D" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    with pytest.raises(KeyError):
        download("exe", "x", [], [])
