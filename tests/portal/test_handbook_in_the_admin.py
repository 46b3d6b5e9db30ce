"""Help is a click away for everybody who works here, in Chinese and inside the building."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual.md"


def officer():
    """Signs in to work on cases and edits no page."""
    made = get_user_model().objects.create_user("jingban", password="a-long-password")
    made.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return made


@pytest.fixture(params=[cast.editor, officer])
def colleague(request, client):
    client.force_login(request.param())
    return client


def test_everybody_finds_the_whole_manual(colleague):
    headings = re.findall(
        r"^## (.+)$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE
    )

    page = colleague.get("/admin/handbook/").content.decode()

    assert len(headings) >= 6
    assert [h for h in headings if f">{h}</h2>" not in page] == []


def test_the_first_page_names_the_bureau_and_leads_nowhere_outside(colleague):
    page = colleague.get("/admin/").content.decode()

    assert "卫东区文化广电和旅游局后台" in page
    assert "/admin/handbook/" in page
    # Wagtail's advice to browsers without scripts is the one line left that names an outside address.
    read = re.sub(r"<noscript.*?</noscript>", "", page, flags=re.DOTALL)
    assert re.findall(r'href="(https?://[^"]+)"', read) == []


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get("/admin/handbook/").status_code == 302


def test_the_door_speaks_chinese(client):
    page = client.get("/admin/login/").content.decode()

    labels = re.findall(r"<label[^>]*>\s*([^<\s]+)", page)
    assert labels == ["用户名", "密码"]
