"""Somebody of seventy turns on large type once and has it on every page; a cache in front keeps two copies, no more."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db
PAGES = ["/", "/complaints/", "/complaints/submit/", "/complaints/track/", "/law/"]


def test_the_switch_sets_the_cookie_and_returns(client, home):
    answer = client.get("/mode/elder/?next=/law/%3Ftitle%3D%E6%97%85%E6%B8%B8")

    assert (answer.status_code, answer["Location"]) == (
        302,
        "/law/?title=%E6%97%85%E6%B8%B8",
    )
    cookie = answer.cookies["mode"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == (
        "elder",
        True,
        "Lax",
    )
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "outside",
    [
        "https://example.org/",
        "//example.org/",
        "javascript:alert(1)",
        "",
        "/\\example.org",
    ],
)
def test_the_switch_never_leads_outside(client, outside):
    answer = client.get("/mode/elder/", {"next": outside})

    assert answer["Location"] == "/"


def test_a_word_that_is_no_mode_is_not_found(client, home):
    assert client.get("/mode/party/").status_code == 404


@pytest.mark.parametrize("path", [*PAGES, "/en/", "/no-such-page/"])
def test_every_page_is_drawn_in_the_chosen_mode(client, home, path):
    assert b'data-mode="normal"' in client.get(path).content

    client.cookies["mode"] = "elder"

    assert b'data-mode="elder"' in client.get(path).content
    assert b"/mode/normal/?next=" in client.get(path).content


def test_a_cookie_of_any_other_value_counts_as_none(client, home):
    client.cookies["mode"] = "elder'\"><script>"

    assert b'data-mode="normal"' in client.get("/").content


def test_a_browser_that_has_the_page_is_told_so_and_another_mode_is_another_page(
    client, home
):
    first = client.get("/")

    same = client.get("/", headers={"If-None-Match": first["ETag"]})
    client.cookies["mode"] = "elder"
    other = client.get("/", headers={"If-None-Match": first["ETag"]})

    assert (same.status_code, other.status_code) == (304, 200)
    assert other["ETag"] != first["ETag"]
    assert "max-age=0" in first["Cache-Control"]
    assert "s-maxage=30" in first["Cache-Control"]
    assert "Cookie" not in first.get("Vary", "")


@pytest.mark.parametrize(
    "path", ["/complaints/submit/", "/complaints/track/", "/complaints/check/"]
)
def test_a_page_with_a_token_is_nobody_elses(client, home, path):
    kept = client.get(path)["Cache-Control"]

    assert "public" not in kept
    assert "s-maxage" not in kept


def test_pages_for_everybody_touch_no_session(client, home):
    answers = {
        path: client.get(path)
        for path in ["/", "/complaints/", "/law/", "/search/", "/who-does-what/"]
    }

    assert {p: dict(a.cookies) for p, a in answers.items() if a.cookies} == {}
    assert [p for p, a in answers.items() if "s-maxage" not in a["Cache-Control"]] == []


def test_after_a_sent_form_the_link_is_there_for_scripts_only(client, home):
    """Following a plain link would throw away what was typed."""
    page = client.post(
        "/complaints/submit/", {"narrative": "写了一半"}
    ).content.decode()

    link = page[page.index('<a href="/mode/elder/') :].split(">")[0]
    assert link.endswith("hidden")
