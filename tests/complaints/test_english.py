"""The public side in English: nothing Chinese is left but what a case itself holds."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from complaints import actions
from complaints.choices import Kind, RefusalReason, State
from complaints.models import Case
from tests.complaints.scene import WORDS, shown, text

HAN = re.compile(r"[\u3400-\u9fff]+")
# The language switch and the bureau's own name are in Chinese on purpose; the frame is the roof's and tested there.
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)

pytestmark = pytest.mark.django_db


def chinese(response) -> set[str]:
    found = MAIN.search(text(response))
    assert found
    main = found.group()
    return set(
        HAN.findall(re.sub(r'lang="zh-Hans">.*?</p>', "", main, flags=re.DOTALL))
    )


def test_every_string_has_its_english():
    catalogue = polib.pofile(str(Path("complaints/locale/en/LC_MESSAGES/django.po")))

    assert len(catalogue) >= 100
    assert catalogue.untranslated_entries() == []
    assert not [
        entry.msgid
        for entry in catalogue
        if HAN.search(entry.msgstr.replace("来信", ""))
    ]


@pytest.mark.parametrize("words", [*Kind, *State, *RefusalReason])
def test_every_public_word_with_a_code_has_its_english(words):
    catalogue = polib.pofile(str(Path("complaints/locale/en/LC_MESSAGES/django.po")))

    assert catalogue.find(str(words.label))


@pytest.mark.parametrize("address", ["/en/complaints/submit/", "/en/complaints/track/"])
def test_the_forms_are_english(client, bureau, address):
    assert chinese(client.get(address)) == set()


def test_the_front_of_the_room_is_english(client, bureau):
    assert chinese(client.get("/en/complaints/")) <= {"示例路", "号", "来信"}


def test_mistakes_and_receipt_are_english(client, bureau, filled):
    english = dict.fromkeys(
        ("narrative", "place", "happened", "respondent"), "long enough words in English"
    )
    contact = {"name": "John", "address": "Example Road 1"}

    wrong = client.post(
        "/en/complaints/submit/",
        filled(**english, **contact, email="no", kind=None, phone="x"),
    )
    right = client.post("/en/complaints/submit/", filled(**english, **contact))

    assert chinese(wrong) == set()
    assert "mending" in text(wrong)
    assert chinese(right) == set()
    assert Case.objects.get().language == "en"


def test_progress_is_english_with_the_reply_as_it_was_written(client, office, filled):
    answer = client.post("/en/complaints/submit/", filled())
    case = actions.accept(Case.objects.get(), by=office.clerk, subject="退还团费")
    case = actions.assign(
        case, by=office.clerk, unit=office.market, handler=office.handler
    )
    actions.reply(case, by=office.handler, text="团费已经退还，请查收银行短信。")

    posted = {
        "number": shown(answer, "case-number"),
        "code": shown(answer, "query-code"),
    }
    seen = client.post("/en/complaints/track/", posted)

    assert chinese(seen) == set()
    assert "Answered" in text(seen)
    assert "Market Section" in text(seen)
    assert "团费已经退还" in text(seen)
    assert WORDS["narrative"] not in text(seen)
