"""What a browser may do with our pages stands in the head of every answer."""

from __future__ import annotations

import re

import pytest

from portal import policy
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
HEADER = "Content-Security-Policy"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/complaints/submit/",
        "/en/law/",
        "/no-such-page/",
        "/mode/elder/",
        "/robots.txt",
    ],
)
def test_the_public_policy_allows_nothing_from_elsewhere_and_nothing_inline(
    client, home, path
):
    answer = client.get(path)

    found = answer[HEADER]
    assert "default-src 'none'" in found
    assert "frame-ancestors 'none'" in found
    assert "unsafe" not in found
    assert "http" not in found
    assert "geolocation=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/complaints/submit/",
        "/en/complaints/",
        "/law/",
        "/search/?q=x",
        "/who-does-what/",
        "/design/",
    ],
)
def test_no_page_writes_a_style_or_a_script_into_itself(client, home, path):
    page = client.get(path).content.decode()

    assert (
        re.findall(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)", page) == []
    )


def test_the_admin_lets_its_own_widgets_run_and_nothing_smuggled_in(client):
    client.force_login(cast.administrator())

    found = client.get("/admin/redirects/add/")[HEADER]

    assert "'sha256-" in found
    assert "'unsafe-inline'" not in found.split("style-src")[0]


@pytest.mark.parametrize(
    "smuggled",
    [
        b"alert(1)",
        b'new PageChooser("id_x", {}); fetch("/")',
        b'initDateChooser("id_x", {"a": 1}); evil()',
        b'initDateChooser("id_x", {"a": evil()});',
        b'new PageChooser("id_x", {"a": "\\"}); evil(); ({"b": ""});',
        b"window.chooserUrls = {a: evil()}",
        b'if (typeof window.chooserUrls === "undefined") { window.chooserUrls = { a: evil(), } }',
    ],
)
def test_a_script_that_only_looks_like_wagtails_stays_dead(smuggled):
    assert not policy.is_known(smuggled)


def test_an_editors_preview_may_stand_in_the_admins_frame(client, home):
    client.force_login(cast.administrator())
    address = f"/admin/pages/{home.pk}/edit/preview/"
    client.post(
        address,
        {"title": home.title, "slug": home.slug, "tagline": "预览", "summary": ""},
    )

    answer = client.get(f"{address}?mode=")

    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer[HEADER]
