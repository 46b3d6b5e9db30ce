"""Editors see where each page's translation stands, send a section, use PO files, and lose no translator's work."""

from __future__ import annotations

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.operations import translate_object

from common import minor_edits, tongues
from portal.translating import states, tree
from portal.translating.states import State

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.ignore_template_errors,
]


@pytest.fixture
def english(home) -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture
def sent(guide, english):
    """The home page, the list and the guide, submitted one by one from the top."""
    for page in states.chinese_pages():
        translate_object(page, [english])
    return guide


def state_of(page: Page, locale: Locale) -> State:
    return next(row.state for row in states.rows(locale) if row.page.pk == page.pk)


def segments(page: Page) -> list[StringSegment]:
    return list(
        StringSegment.objects.filter(source__object_id=page.translation_key)
        .exclude(context__path="slug")
        .select_related("string", "context")
    )


def translate(page: Page, locale: Locale, **words: str) -> None:
    """Each string in English, then published; `words` names a string by its path."""
    for one in segments(page):
        StringTranslation.objects.update_or_create(
            translation_of=one.string,
            context=one.context,
            locale=locale,
            defaults={
                "data": words.get(one.context.path, f"English of {one.pk}"),
                "has_error": False,
                "field_error": "",
            },
        )
    Translation.objects.get(
        source__object_id=page.translation_key, target_locale=locale
    ).save_target(publish=True)


def change(page: Page, **words: str) -> Page:
    fresh = page.__class__.objects.get(pk=page.pk)
    for name, text in words.items():
        setattr(fresh, name, text)
    fresh.save_revision().publish()
    return fresh


def sync(page: Page) -> None:
    TranslationSource.objects.get(object_id=page.translation_key).update_from_db()


def test_a_page_goes_through_all_four_states(guide, english):
    assert state_of(guide, english) is State.MISSING

    for page in states.chinese_pages():
        translate_object(page, [english])
    assert state_of(guide, english) is State.IN_PROGRESS

    translate(guide, english)
    assert state_of(guide, english) is State.CURRENT

    change(guide, summary="在云岭戏台办演出，先要什么。")
    assert state_of(guide, english) is State.OUTDATED

    sync(guide)
    assert state_of(guide, english) is State.IN_PROGRESS

    translate(guide, english)
    assert state_of(guide, english) is State.CURRENT


def test_publishing_old_words_again_does_not_make_them_new(client, sent, english):
    translate(sent, english)
    change(sent, summary="在云岭戏台办演出，先要什么。")

    Page.objects.get(
        translation_key=sent.translation_key, locale=english
    ).specific.save_revision().publish()

    assert state_of(sent, english) is State.OUTDATED
    twin = Page.objects.get(translation_key=sent.translation_key, locale=english)
    assert tongues.freshness(twin, "en").state == "outdated"


def test_a_minor_edit_outdates_nothing_and_the_next_real_one_does(
    administrator, sent, english
):
    translate(sent, english)
    change(sent, summary="在云岭戏台办演出要什么？")
    twin = Page.objects.get(translation_key=sent.translation_key, locale=english)
    assert tongues.freshness(twin, "en").state == "outdated"

    answer = administrator.post(
        reverse("translation_minor", args=[sent.pk, "en"]), follow=True
    )

    assert "译文仍然准确" in answer.content.decode()
    assert state_of(sent, english) is State.CURRENT
    assert tongues.freshness(twin, "en").state == "current"

    change(sent, summary="全新的说法。")
    assert state_of(sent, english) is State.OUTDATED
    assert tongues.freshness(twin, "en").state == "outdated"


def test_the_editor_of_a_translated_page_offers_a_minor_publication(
    administrator, sent, english
):
    edit = reverse("wagtailadmin_pages:edit", args=[sent.pk])

    shown = administrator.get(edit).content.decode()

    assert "发布（小改动，译文不用改）" in shown
    twin = Page.objects.get(translation_key=sent.translation_key, locale=english)
    there = administrator.get(
        reverse("wagtailadmin_pages:edit", args=[twin.pk])
    ).content.decode()
    assert "发布（小改动，译文不用改）" not in there


def test_a_changed_sentence_keeps_its_old_translation_to_be_looked_at(sent, english):
    translate(sent, english, summary="What a show at Yunling needs.", title="Yunling")
    change(sent, summary="在云岭戏台办演出都要什么。")

    sync(sent)

    kept = StringTranslation.objects.get(
        translation_of__data="在云岭戏台办演出都要什么。", locale=english
    )
    assert kept.data == "What a show at Yunling needs."
    assert kept.has_error
    assert "核对" in kept.get_error()
    assert state_of(sent, english) is State.IN_PROGRESS
    # The other words stand as they were, and so does the sentence that the new one took the place of.
    for data, words in [
        ("云岭戏台演出许可", "Yunling"),
        ("在云岭戏台办演出要什么。", "What a show at Yunling needs."),
    ]:
        row = StringTranslation.objects.get(
            translation_of__data=data,
            locale=english,
            context__path__in=["title", "summary"],
        )
        assert (row.data, row.has_error) == (words, False)


def test_a_new_sentence_gets_no_strange_translation(sent, english):
    translate(sent, english, summary="What a show at Yunling needs.")
    change(sent, summary="全新的说法，讲别的事情。")

    sync(sent)

    assert not StringTranslation.objects.filter(
        translation_of__data="全新的说法，讲别的事情。"
    ).exists()


def test_a_minor_edit_takes_the_translation_along_without_a_second_look(sent, english):
    translate(sent, english, summary="What a show at Yunling needs.")
    change(sent, summary="在云岭戏台办演出要什么？")
    minor_edits.declare(sent, None)

    sync(sent)

    row = StringTranslation.objects.get(
        translation_of__data="在云岭戏台办演出要什么？", locale=english
    )
    assert (row.data, row.has_error) == ("What a show at Yunling needs.", False)


def test_the_subtree_tick_is_neither_shown_nor_taken(administrator, guides, guide):
    there = reverse("wagtail_localize:submit_page_translation", args=[guides.pk])
    english = Locale.objects.get(language_code="en")

    shown = administrator.get(there).content.decode()
    refused = administrator.post(
        there, {"locales": [english.pk], "include_subtree": "on"}
    )

    assert 'type="checkbox" name="include_subtree"' not in shown
    assert "Include subtree" not in shown
    assert "不能连下级页面一起提交" in refused.content.decode()
    assert not Page.objects.filter(locale=english).exists()

    administrator.post(there, {"locales": [english.pk]})
    assert Page.objects.filter(
        locale=english, translation_key=guides.translation_key
    ).exists()


def test_a_section_is_sent_whole_and_every_page_of_it_opens(
    administrator, client, guides, guide, english
):
    administrator.post(reverse("translation_send", args=[guides.pk, "en"]), follow=True)

    assert state_of(guides, english) is State.IN_PROGRESS
    assert state_of(guide, english) is State.IN_PROGRESS
    translate(guides, english)
    translate(guide, english, title="Yunling stage")
    twin = Page.objects.get(translation_key=guide.translation_key, locale=english)
    assert Page.find_problems() == ([], [], [], [], [])
    assert twin.get_parent().numchild == 1
    assert client.get(twin.url).status_code == 200


def test_published_together_in_one_transaction_the_tree_is_whole(guide, english):
    with transaction.atomic():
        for page in states.chinese_pages():
            source, _ = TranslationSource.update_or_create_from_instance(page.specific)
            Translation.objects.create(
                source=source, target_locale=english
            ).save_target(publish=True)

    made = Page.objects.filter(locale=english)
    assert made.count() == 3
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_check_mends_a_wrong_count(guide):
    parent = guide.get_parent()
    Page.objects.filter(pk=parent.pk).update(numchild=0)

    assert tree.check_line(guide.path) == 1
    assert Page.objects.get(pk=parent.pk).numchild == 1
    assert tree.check_line(guide.path) == 0


def test_a_string_saved_without_a_text_is_refused_in_words(administrator, sent):
    translation = Translation.objects.get(source__object_id=sent.translation_key)
    one = segments(sent)[0]
    there = reverse(
        "wagtail_localize:edit_string_translation", args=[translation.pk, one.pk]
    )

    empty = administrator.put(
        there, "", content_type="application/x-www-form-urlencoded"
    )
    given = administrator.put(
        there, "value=Stage", content_type="application/x-www-form-urlencoded"
    )

    assert empty.status_code == 400
    assert empty.json() == {"value": ["请填写译文。"]}
    assert given.status_code == 201


def test_a_section_goes_out_as_po_and_comes_back_whole(
    administrator, guides, sent, english
):
    out = reverse("translation_po_out", args=[guides.pk, "en"])
    file = polib.pofile(administrator.get(out).content.decode())
    asked = {
        (one.string.data, one.context.path)
        for page in (guides, sent)
        for one in segments(page)
    }
    assert {(e.msgid, e.msgctxt.partition("|")[2]) for e in file} == asked
    assert len(asked) >= 5

    for number, entry in enumerate(file):
        entry.msgstr = f"Words {number}"
    answer = bring(administrator, guides, str(file).encode())

    assert f"导入 {len(file)} 句" in answer
    again = polib.pofile(administrator.get(out).content.decode())
    assert [(e.msgctxt, e.msgid, e.msgstr) for e in again] == [
        (e.msgctxt, e.msgid, e.msgstr) for e in file
    ]


def test_what_must_be_looked_at_leaves_marked_and_comes_back_settled(
    administrator, guides, sent, english
):
    translate(sent, english, summary="What a show at Yunling needs.")
    change(sent, summary="在云岭戏台办演出都要什么。")
    sync(sent)
    out = reverse("translation_po_out", args=[guides.pk, "en"])
    file = polib.pofile(administrator.get(out).content.decode())
    (fuzzy,) = file.fuzzy_entries()
    assert fuzzy.msgstr == "What a show at Yunling needs."

    bring(administrator, guides, str(file).encode())
    row = StringTranslation.objects.get(translation_of__data=fuzzy.msgid)
    assert row.has_error

    fuzzy.flags.remove("fuzzy")
    bring(administrator, guides, str(file).encode())
    row.refresh_from_db()
    assert not row.has_error


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "这不是 PO 文件"),
        (b"/etc/passwd", "这不是 PO 文件"),
        ('msgid "中"\n'.encode("gb18030"), "UTF-8"),
        (b'msgid "a"\nno keyword here\n', "读不出来"),
        (b'msgid ""\nmsgstr "Language: fr\\n"\n', "译成“fr”的"),
        (b"msgid" + b" " * 5_000_000, "超过 4 MB"),
    ],
)
def test_a_file_that_is_no_po_file_is_refused_and_nothing_changes(
    administrator, guides, sent, raw, said
):
    assert said in bring(administrator, guides, raw)
    assert not StringTranslation.objects.exists()


def test_strings_of_another_section_are_counted_and_left(administrator, guides, sent):
    file = polib.POFile()
    file.append(polib.POEntry(msgctxt="x|title", msgid="首页标题", msgstr="Home"))

    assert "1 句不属于本栏目" in bring(administrator, guides, str(file).encode())
    assert not StringTranslation.objects.exists()


def test_the_list_shows_the_numbers_and_the_way(administrator, guides, sent, english):
    shown = administrator.get(reverse("translation_states")).content.decode()

    for label in State.labels:
        assert label in shown
    assert guides.title in shown
    twin = Page.objects.get(translation_key=sent.translation_key, locale=english)
    assert reverse("wagtailadmin_pages:edit", args=[twin.pk]) in shown


def test_whoever_edits_no_page_sees_and_changes_nothing(
    client, guides, django_user_model
):
    client.force_login(django_user_model.objects.create_user("x", password="y" * 12))

    assert client.get(reverse("translation_states")).status_code in {302, 403}
    for name in ("translation_send", "translation_minor", "translation_po_in"):
        assert client.post(reverse(name, args=[guides.pk, "en"])).status_code in {
            302,
            403,
        }


def bring(client, section: Page, raw: bytes) -> str:
    answer = client.post(
        reverse("translation_po_in", args=[section.pk, "en"]),
        {"file": SimpleUploadedFile("back.po", raw)},
        follow=True,
    )
    assert answer.status_code == 200
    return answer.content.decode()
