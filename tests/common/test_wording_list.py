"""用语词表: every entry hits the sentence it must hit and leaves alone the one near it."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from common import shipped
from common.wording import check
from common.wording.entries import WordingEntry
from common.wording.shipment import entries

pytestmark = pytest.mark.django_db


def test_the_list_is_loaded_and_long_enough() -> None:
    assert WordingEntry.objects.count() == len(list(entries())) >= 300


def test_every_entry_hits_its_sentence_and_leaves_the_near_one_alone() -> None:
    rows = list(WordingEntry.objects.all())

    silent = [row.code for row in rows if not row.hits(row.hit)]
    false = [row.code for row in rows if row.hits(row.near)]

    assert len(rows) >= 300
    assert silent == []
    assert false == []


def test_every_entry_is_heard_through_the_whole_check() -> None:
    """Another entry may say more of the same words, but none is lost."""
    rows = list(WordingEntry.objects.all())

    lost = []
    for row in rows:
        told = check(row.hit)
        own = row.hits(row.hit)
        if not any(a.start < b.end and b.start < a.end for a in told for b in own):
            lost.append(row.code)

    assert len(rows) >= 300
    assert lost == []


def test_every_entry_has_a_reason_and_a_suggestion_of_its_own_words() -> None:
    rows = list(WordingEntry.objects.all())

    assert all(re.search("[一-鿿]", row.reason) for row in rows)
    assert all(row.suggestion and row.suggestion != row.pattern for row in rows)
    assert all(row.hit != row.near for row in rows)
    assert len({row.pattern for row in rows}) == len(rows)


def test_an_edited_entry_counts_at_once_and_is_not_overwritten() -> None:
    text = "会议布署了工作"
    row = WordingEntry.objects.get(pattern="布署")
    assert [one.code for one in check(text)] == [row.code]

    row.active = False
    row.save()
    shipped.load(WordingEntry, entries())

    assert check(text) == []
    row.refresh_from_db()
    assert not row.active


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "字",
        "…开头",
        "结尾…",
        "甲…乙…丙…丁",
        "[甲]乙",
        "[甲乙",
        "甲乙|",
        " 甲乙",
        "甲" * 201,
    ],
)
def test_a_bad_pattern_is_refused_with_a_sentence(pattern: str) -> None:
    row = WordingEntry(
        code="x",
        kind="style",
        pattern=pattern,
        hit="甲乙",
        near="丙",
        reason="甲",
        suggestion="乙",
    )

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    assert "pattern" in refused.value.message_dict


def test_an_entry_that_fails_its_own_sentences_is_refused() -> None:
    row = WordingEntry(
        code="x",
        kind="style",
        pattern="甲乙",
        hit="丙丁",
        near="甲乙",
        reason="甲",
        suggestion="乙",
    )

    with pytest.raises(ValidationError) as refused:
        row.full_clean()

    assert set(refused.value.message_dict) == {"hit", "near"}


@pytest.mark.parametrize(
    "pattern", ["(甲+)+乙", "甲.*乙", "甲{9}乙", "^甲乙$", r"\d甲"]
)
def test_the_marks_of_regular_expressions_are_plain_characters(pattern: str) -> None:
    row = WordingEntry(
        code="x",
        kind="style",
        pattern=pattern,
        hit=f"这里有{pattern}。",
        near="甲甲甲甲乙",
        reason="甲",
        suggestion="乙",
    )

    row.full_clean()
