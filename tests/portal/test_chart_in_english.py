"""A chart is translated as a table is: its words one by one, its numbers as they are."""

from __future__ import annotations

import datetime as dt

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

from disclosure.models import DocumentIndexPage, DocumentPage
from portal.fill.text import body

TEXT = """
%% bar 新收申请 ; 件 ; 自然人最多。
| 申请人 | 件数 |
| 自然人 | 4 |
| 企业 | 1 |
"""
WORDS = {
    "新收申请": "New requests",
    "件": "requests",
    "自然人最多。": "Most come from natural persons.",
    "申请人": "Applicant",
    "件数": "Number",
    "自然人": "Natural person",
    "企业": "Company",
}


@pytest.fixture
def document(home) -> DocumentPage:
    index = DocumentIndexPage(title="公开文件", slug="documents")
    home.add_child(instance=index)
    made = DocumentPage(
        title="年报", slug="report", made_on=dt.date(2026, 1, 20), body=body(TEXT)
    )
    index.add_child(instance=made)
    made.save_revision().publish()
    return made


def test_a_translated_chart_has_english_words_and_the_same_numbers(document, client):
    english = Locale.objects.get(language_code="en")
    source, _ = TranslationSource.update_or_create_from_instance(document)
    segments = StringSegment.objects.filter(source=source).select_related(
        "string", "context"
    )
    found = {segment.string.data for segment in segments}
    assert set(WORDS) <= found
    for segment in segments:
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=english,
            context=segment.context,
            data=WORDS.get(segment.string.data, segment.string.data),
        )

    document.get_parent().specific.copy_for_translation(
        english, copy_parents=True
    ).save_revision().publish()
    page, _ = source.create_or_update_translation(english)

    chart = page.body[0].value
    assert chart["kind"] == "bar"
    assert chart["title"] == "New requests"
    assert [column["heading"] for column in chart["table"].columns] == [
        "Applicant",
        "Number",
    ]
    assert [row["values"] for row in chart["table"].row_data] == [
        ["Natural person", "4"],
        ["Company", "1"],
    ]
    assert document.body[0].value["title"] == "新收申请"
