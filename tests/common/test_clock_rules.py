"""The clocks that come with the software: none is missing, each says its basis, and no two versions collide."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError

from common.clock.rule import ClockRule
from common.clock.shipment import clocks
from common.clock.words import Certainty, Unit
from common.shipped import load
from tests.common.clocks import on

IDS = {
    *(f"C{number}" for number in range(1, 26)),
    *(f"D{number}" for number in range(1, 16)),
    *(f"P{number}" for number in range(1, 15)),
}
NUMBERED = re.compile(r"[CDP]\d+")
ROWS = {row["code"]: row for row in clocks()}


def test_every_clock_of_the_rules_is_there():
    found = {row["number"] for row in ROWS.values() if row["number"]}

    assert len(IDS) == 25 + 15 + 14
    assert found == IDS
    assert all(NUMBERED.fullmatch(each) for each in found)
    assert len(ROWS) >= 170


def test_every_code_and_every_clock_says_its_number():
    for row in ROWS.values():
        if row["number"]:
            assert row["code"].startswith(f"{row['number'].lower()}-")


@pytest.mark.parametrize(
    ("code", "unit", "amount", "extension"),
    [
        ("c1-accept-2010", "working-days", 5, None),
        ("c1-accept-2026", "working-days", 2, None),
        ("c1-finish", "days", 60, None),
        ("c1-complain-within", "days", 90, None),
        ("c1-henan-refuse", "working-days", 2, None),
        ("c1-henan-finish", "days", 30, 30),
        ("c1-henan-transfer", "days", 3, None),
        ("c4-publish", "days", 7, None),
        ("c5-scene", "hours", 24, None),
        ("c5-opinion", "days", 7, None),
        ("c14-tell", "days", 15, None),
        ("c14-object", "working-days", 5, None),
        ("c14-finish", "days", 60, 30),
        ("c14-recheck-answer", "days", 30, None),
        ("c16-finish", "days", 30, 30),
        ("c16-transfer", "days", 5, None),
        ("c17-consumer", "working-days", 7, None),
        ("c18-sign", "hours", 24, None),
        ("c18-ask", "working-days", 3, None),
        ("c18-help", "working-days", 5, None),
        ("c18-complaint", "working-days", 10, None),
        ("c18-urgent-feedback", "hours", 2, None),
        ("c19-veto", "months", 3, None),
        ("c20-correction", "working-days", 3, None),
        ("d5-correction", "working-days", 7, None),
        ("d6-after-correction", "working-days", 20, 20),
        ("d8-reply", "working-days", 20, 20),
        ("d10-third-party", "working-days", 15, None),
        ("d11-other-agency", "working-days", 15, None),
        ("d14-pay", "days", 30, None),
        ("d15-duty", "months", 2, None),
        ("p3-complete", "working-days", 5, None),
        ("p5-decide", "working-days", 20, 10),
        ("p6-joint", "working-days", 45, 15),
        ("p7-first-review", "working-days", 20, None),
        ("p8-issue", "working-days", 10, None),
        ("p10-ask", "working-days", 5, None),
        ("p10-hold", "working-days", 20, None),
        ("p10-notice", "working-days", 7, None),
        ("p11-renew", "days", 30, None),
        ("p14-publish", "working-days", 7, None),
        ("net-bar-preparation", "working-days", 20, None),
        ("net-bar-final", "working-days", 15, None),
        ("performance", "days", 3, None),
        ("troupe", "days", 20, None),
        ("homestay-filing", "days", 30, None),
        ("exhibition-filing", "working-days", 10, None),
        ("publish", "working-days", 20, None),
        ("publish-budget", "days", 20, None),
        ("withdraw-penalty", "working-days", 3, None),
        ("review-apply", "days", 60, None),
        ("sue", "months", 6, None),
        ("sue-after-review", "days", 15, None),
        ("review-answer", "working-days", 10, None),
        ("review-answer-summary", "working-days", 5, None),
        ("review-opinion", "days", 60, None),
        ("penalty-decide", "days", 90, None),
        ("consult", "days", 30, None),
        ("legality-review", "working-days", 7, None),
        ("icp-change", "days", 30, None),
        ("police-filing", "days", 30, None),
        ("market-mediate", "working-days", 45, None),
        ("market-lead", "working-days", 15, 15),
    ],
)
def test_the_numbers_are_those_of_the_rules(code, unit, amount, extension):
    row = ROWS[code]

    assert (row["unit"], row["amount"], row["extension"]) == (unit, amount, extension)


def test_the_yearly_dates_are_those_of_the_rules():
    dates = {
        code: (row["month"], row["day"])
        for code, row in ROWS.items()
        if row["unit"] == Unit.YEARLY
    }

    assert dates == {
        "yearly-disclosure": (1, 31),
        "yearly-disclosure-government": (3, 31),
        "yearly-website": (1, 31),
        "yearly-rule-of-law": (3, 1),
        "yearly-rule-of-law-publish": (4, 1),
        "yearly-enforcement": (1, 31),
    }


@pytest.mark.parametrize(
    "code",
    [
        "c7-training",
        "c9-publications",
        "c12-religion",
        "c18-sign",
        "c19-answer",
        "d14-pay",
        "p11-renew",
        "yearly-rule-of-law-publish",
        "yearly-enforcement",
        "publish-explanation",
    ],
)
def test_what_the_rules_know_from_memory_only_says_so(code):
    assert ROWS[code]["certainty"] == Certainty.UNSURE


def test_only_one_clock_without_a_number_has_a_target():
    targets = {code: row["target"] for code, row in ROWS.items() if row["target"]}

    assert targets == {"c19-answer": 3}


def test_every_row_has_its_words_in_both_languages():
    for row in ROWS.values():
        for field in ("title", "title_en", "begins", "begins_en", "basis"):
            assert row[field], (row["code"], field)


@pytest.mark.django_db
def test_all_are_loaded_after_migrate_and_a_second_load_changes_nothing():
    assert ClockRule.objects.count() == len(ROWS)

    again = load(ClockRule, clocks())

    assert (again.added, again.followed, again.kept, again.gone) == (0, 0, [], [])


@pytest.mark.django_db
def test_every_rule_is_lawful_and_no_two_versions_bind_on_one_day():
    rules = list(ClockRule.objects.all())

    for rule in rules:
        rule.full_clean(exclude=["shipped"])
        assert not rule.overlapping()
    assert len(rules) == len(ROWS)


@pytest.mark.django_db
def test_point_13_the_version_in_force_on_the_start_day_binds():
    def amount(day: str) -> int | None:
        rule = ClockRule.objects.binding("c1-accept", on(day))
        assert rule
        return rule.amount

    assert amount("2026-03-14") == 5
    assert amount("2026-03-15") == 2


@pytest.mark.django_db
def test_point_9_clocks_without_a_named_start_run_from_receipt():
    for code in ("c1-accept-2026", "c1-henan-finish", "c5-opinion", "c16-bureau"):
        assert ClockRule.objects.get(code=code).begins.startswith(("收到", "接到"))


@pytest.mark.django_db
def test_point_11_net_bars_run_from_receipt_other_licences_from_acceptance():
    begins = dict(ClockRule.objects.values_list("code", "begins"))

    assert begins["net-bar-preparation"].startswith("收到")
    assert begins["p5-decide"].startswith("受理")
    assert begins["p10-hold"] == "收到听证申请之日"


@pytest.mark.django_db
def test_points_21_and_22_units_are_those_of_the_text():
    units = dict(ClockRule.objects.values_list("code", "unit"))

    assert {units[code] for code in ("p10-ask", "p10-hold", "p10-notice")} == {
        "working-days"
    }
    assert {units[code] for code in ("p11-renew", "performance", "troupe")} == {"days"}


@pytest.mark.django_db
def test_an_edited_rule_is_not_overwritten():
    rule = ClockRule.objects.get(code="d8-reply")
    rule.amount = 15
    rule.save()

    load(ClockRule, clocks())

    assert ClockRule.objects.get(code="d8-reply").amount == 15


def lawful(**changed) -> ClockRule:
    told = {
        "code": "one",
        "clock": "one",
        "group": "voice",
        "title": "事项",
        "begins": "收到之日",
        "unit": "days",
        "amount": 5,
        "basis": "一个文件",
        "rolls": True,
    }
    return ClockRule(**{**told, **changed})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"amount": None}, "amount"),
        ({"unit": "at-once", "rolls": False}, "amount"),
        ({"unit": "yearly", "amount": None, "rolls": False}, "day"),
        (
            {"unit": "yearly", "amount": None, "rolls": False, "month": 2, "day": 29},
            "day",
        ),
        ({"month": 3}, "month"),
        ({"target": 3}, "target"),
        ({"unit": "hours"}, "rolls"),
        ({"direction": "before"}, "rolls"),
        ({"on_working_days": True}, "on_working_days"),
        ({"unit": "months", "direction": "before", "rolls": False}, "direction"),
        ({"unit": "months", "pauses": "听证"}, "pauses"),
        ({"pause_stated": True}, "pause_stated"),
        ({"extension": 5}, "extension_approver"),
        ({"unit": "hours", "rolls": False, "extension": 5}, "extension"),
        ({"basis": "旅游法/2018/35"}, "basis"),
        ({"valid_from": on("2026-01-02"), "valid_to": on("2026-01-01")}, "valid_to"),
        ({"clock": "d8-reply"}, "valid_from"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_a_sentence(changed, field):
    with pytest.raises(ValidationError) as refused:
        lawful(**changed).clean()

    assert field in refused.value.message_dict
    assert refused.value.message_dict[field][0].endswith("。")


@pytest.mark.django_db
def test_a_lawful_rule_is_taken():
    lawful().clean()
