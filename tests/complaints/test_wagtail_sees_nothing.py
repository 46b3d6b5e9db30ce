"""A superuser who looks through all of Wagtail finds no case there."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import get_resolver, reverse
from wagtail.models import (
    ModelLogEntry,
    PageLogEntry,
    ReferenceIndex,
    get_root_collection_id,
)
from wagtail.snippets.models import get_snippet_models

from complaints import actions
from complaints.models import Case, CaseEvent
from tests import cast
from tests.complaints.scene import WORDS, signed_in, text

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.ignore_template_errors,
]


@pytest.fixture
def worked(office, in_hand):
    """A case with all its kinds of rows."""
    actions.note(in_hand, by=office.handler, text="内部的话")
    actions.reply(in_hand, by=office.handler, text="给来件人的话")
    return Case.objects.get()


@pytest.fixture
def superuser(db):
    return signed_in(cast.administrator())


def traces(case: Case) -> list[str]:
    return [
        case.number,
        str(case.pk),
        WORDS["narrative"],
        WORDS["name"],
        case.subject,
        "内部的话",
        "给来件人的话",
    ]


def test_no_model_of_the_room_is_known_to_wagtail():
    models = list(apps.get_app_config("complaints").get_models())

    assert len(models) == 8
    for model in models:
        assert model.wagtail_reference_index_ignore
        assert model not in get_snippet_models()
        assert not ReferenceIndex.model_is_indexable(model)


def names_under(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names_under(pattern)
        yield str(getattr(pattern, "name", "") or getattr(pattern, "namespace", ""))


def test_no_address_of_wagtail_names_a_model_of_the_room():
    names = list(names_under(get_resolver()))

    assert len(names) > 50
    assert not [
        name
        for name in names
        if "caseevent" in name or "complaints_" in name or "caseright" in name
    ]


def test_the_reference_index_holds_nothing(worked):
    call_command("rebuild_references_index", verbosity=0)

    assert not ReferenceIndex.objects.filter(
        content_type__app_label="complaints"
    ).exists()


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/reports/site-history/",
        "/admin/reports/locked/",
        "/admin/reports/aging-pages/",
        "/admin/reports/page-types-usage/",
        "/admin/reports/workflow/",
        "/admin/pages/search/?q={needle}",
        "/admin/pages/",
        "/admin/choose-page/?q={needle}",
        "/admin/documents/?q={needle}",
        "/admin/documents/chooser/?q={needle}",
        "/admin/images/?q={needle}",
        "/admin/images/chooser/?q={needle}",
        "/admin/snippets/",
        "/admin/users/?q={needle}",
        "/admin/forms/",
    ],
)
def test_no_report_search_or_chooser_shows_a_case(superuser, worked, address):
    for needle in (worked.number, "旅行社", WORDS["name"]):
        answer = superuser.get(address.format(needle=needle), follow=True)

        assert answer.status_code in {200, 404}
        page = re.sub(
            r'(value|href|data-[\w-]+)="[^"]*"', "", text(answer).replace(needle, "", 1)
        )
        for trace in traces(worked):
            if trace != needle:
                assert trace not in page


def test_usage_and_history_of_a_person_name_no_case(superuser, office, worked):
    for name in (
        "wagtailusers_users:edit",
        "wagtailusers_users:history",
        "wagtailusers_users:usage",
    ):
        answer = superuser.get(reverse(name, args=[office.handler.pk]))
        assert answer.status_code in {200, 404}
        assert not [trace for trace in traces(worked) if trace in text(answer)]


def test_deleting_a_person_shows_no_case_loses_none_and_works(
    superuser, office, worked
):
    address = reverse("wagtailusers_users:delete", args=[office.handler.pk])
    lines = CaseEvent.objects.count()

    asked = superuser.get(address)
    done = superuser.post(address)

    assert not [trace for trace in traces(worked) if trace in text(asked)]
    assert done.status_code == 302
    assert not get_user_model().objects.filter(username="jingban").exists()
    case = Case.objects.get()
    assert case.handler is None
    assert CaseEvent.objects.count() == lines
    assert "jingban" in {event.by_name for event in case.events.all()}
    assert case in Case.objects.in_pool() or case.state == "replied"


def test_wagtails_own_logs_hold_nothing_of_a_case(superuser, office, worked):
    signed_in(office.clerk).get(f"/admin/cases/{worked.number}/")

    for model in (ModelLogEntry, PageLogEntry):
        assert not model.objects.filter(content_type__app_label="complaints").exists()
    assert get_root_collection_id()
