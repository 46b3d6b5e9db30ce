"""What must have an English text is registered on the floor; editors see what lacks one, and what ships lacks nothing."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.urls import reverse

from common import translated
from common.structure import Bureau, Competence, Unit

ROOMS = {"portal", "complaints", "disclosure", "legal_education", "search", "common"}


@pytest.fixture
def unit(db) -> Unit:
    return Unit.objects.create(
        code="night", name="夜间科", name_en="Night Section", duties="值夜"
    )


def test_every_field_that_has_an_english_twin_is_registered():
    twins = {
        (model._meta.label_lower, field.name.removesuffix("_en"))
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
        for field in model._meta.concrete_fields
        if field.name.endswith("_en")
    }
    known = {(kind.code, name) for kind in translated.kinds() for name in kind.fields}

    assert len(twins) >= 20
    assert twins == known


def test_what_ships_lacks_no_english(db):
    rows = sum(kind.total() for kind in translated.kinds())

    lacks = [lack for kind in translated.kinds() for lack in kind.lacking()]

    assert rows >= 150, rows
    assert lacks == []


def test_one_word_without_english_is_counted(unit):
    assert translated.missing_count() == 1

    unit.duties_en = "Keeps watch at night"
    unit.save()

    assert translated.missing_count() == 0


def test_a_phone_whose_purpose_is_told_in_chinese_alone_is_counted(unit):
    unit.duties, unit.phones = "", "0375-1234567 值班"
    unit.save()
    assert translated.missing_count() == 1

    unit.phones = "0375-1234567 值班 / Night desk"
    unit.save()
    assert translated.missing_count() == 0


def test_what_is_switched_off_is_not_asked_for(db):
    row = Competence.objects.filter(active=True).first()
    Competence.objects.filter(pk=row.pk).update(function_en="")
    assert translated.missing_count() == 1

    Competence.objects.filter(pk=row.pk).update(active=False)
    assert translated.missing_count() == 0


@pytest.mark.ignore_template_errors  # Wagtail's own frame
def test_the_editors_list_leads_to_the_screen_where_it_is_mended(administrator, unit):
    shown = administrator.get(reverse("english_missing")).content.decode()

    assert "夜间科" in shown
    assert "职责" in shown
    assert reverse("units:edit", args=[unit.pk]) in shown
    assert Bureau._meta.verbose_name in shown


def test_whoever_edits_no_page_does_not_see_it(client, db, django_user_model):
    client.force_login(django_user_model.objects.create_user("x", password="y" * 12))

    assert client.get(reverse("english_missing")).status_code in {302, 403}
