"""When something fails, people read what happened, in their language, with the way on and the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pytest
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.management import call_command
from django.test import Client
from django.urls import path

from common.limits import TooManyRequests
from common.structure import Bureau
from portal import urls
from portal.failures import standing
from portal.failures.middleware import maintenance_file

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

pytestmark = pytest.mark.django_db
PHONE = "0375-7654321"


def fails(fault: Exception) -> Callable[[HttpRequest], NoReturn]:
    def view(request: HttpRequest) -> NoReturn:
        raise fault

    return view


FAULTS = {
    "400": SuspiciousOperation("odd"),
    "403": PermissionDenied(),
    "413": RequestDataTooBig("big"),
    "429": TooManyRequests(90),
    "500": ZeroDivisionError(),
}
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
urlpatterns = [
    *[
        path(f"{prefix}fails/{code}/", fails(fault))
        for prefix in ("", "en/")
        for code, fault in FAULTS.items()
    ],
    *urls.urlpatterns,
]


@pytest.fixture(autouse=True)
def bureau(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    row = Bureau.current()
    row.phones = PHONE
    row.save()


@pytest.fixture
def visitor():
    """Whose browser is shown the page, where a test would be shown the fault."""
    return Client(raise_request_exception=False)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("code", sorted(FAULTS))
@pytest.mark.parametrize(("prefix", "lang"), [("", "zh-Hans"), ("en/", "en")])
def test_each_failure_is_told_in_the_frame_with_the_phone(
    visitor, home, code, prefix, lang
):
    standing.write_all()

    answer = visitor.get(f"/{prefix}fails/{code}/")

    page = answer.content.decode()
    assert answer.status_code == int(code)
    assert f'<html lang="{lang}"' in page
    assert "<h1" in page
    assert PHONE in page
    assert "layout" in page
    assert "Content-Security-Policy" in answer


@pytest.mark.urls(__name__)
def test_who_asks_too_often_is_told_when_to_come_back(visitor, home):
    answer = visitor.get("/fails/429/")

    assert answer["Retry-After"] == "90"
    assert "请 2 分钟后再试" in answer.content.decode()


@pytest.mark.urls(__name__)
def test_a_failure_asks_the_database_nothing(visitor, home, django_assert_num_queries):
    standing.write_all()

    with django_assert_num_queries(0):
        answer = visitor.get("/fails/500/")

    assert answer.status_code == 500
    assert PHONE in answer.content.decode()


@pytest.mark.urls(__name__)
def test_even_a_failure_before_any_page_was_written_says_where_to_turn(visitor, home):
    page = visitor.get("/en/fails/500/").content.decode()

    assert "12345" in page
    assert '<html lang="en"' in page


def test_the_pages_follow_the_phone(client, home, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        row = Bureau.current()
        row.phones = "0375-1112223"
        row.save()

    written = {
        p.name: p.read_text(encoding="utf-8") for p in standing.folder().glob("*.html")
    }
    assert sorted(written) == [
        "500.en.html",
        "500.zh-hans.html",
        "503.en.html",
        "503.zh-hans.html",
    ]
    assert [
        name for name, words in written.items() if "0375-1112223" not in words
    ] == []


@pytest.mark.parametrize(
    ("path_", "lang"), [("/", "zh-Hans"), ("/en/law/", "en"), ("/admin/", "zh-Hans")]
)
def test_maintenance_closes_every_door_and_says_until_when(client, home, path_, lang):
    call_command("maintenance", "on", minutes=20)

    answer = client.get(path_)

    assert (answer.status_code, answer["Retry-After"]) == (503, "1200")
    assert f'<html lang="{lang}"' in answer.content.decode()
    assert PHONE in answer.content.decode()
    assert client.get("/healthz").status_code == 200
    call_command("maintenance", "off")
    assert client.get("/").status_code == 200
    assert not maintenance_file().exists()


def test_elder_mode_holds_in_the_worst_hour(client, home):
    call_command("maintenance", "on")
    client.cookies["mode"] = "elder"

    assert b'data-mode="elder"' in client.get("/").content


def test_a_wrong_address_offers_what_may_have_been_meant(client, guide):
    moved = client.get("/old-place/yunling/").content.decode()
    slip = client.get("/guides/yunlin/").content.decode()
    nothing = client.get("/zzzzzz/").content.decode()

    assert "云岭戏台演出许可" in moved
    assert "云岭戏台演出许可" in slip
    assert "您要找的可能是" not in nothing
    assert 'role="search"' in nothing


def test_what_is_hidden_is_not_offered(client, guide):
    guide.unpublish()

    assert "云岭戏台" not in client.get("/old-place/yunling/").content.decode()


def test_an_address_that_takes_forms_only_says_so(client, home):
    answer = client.delete("/complaints/submit/")

    assert (answer.status_code, "POST" in answer["Allow"]) == (405, True)
    assert "<h1" in answer.content.decode()


def test_a_form_that_came_too_late_gives_back_every_word(home):
    strict = Client(enforce_csrf_checks=True)
    story = "写了很久的一段话<b>，" * 3

    answer = strict.post("/complaints/submit/", {"narrative": story, "place": "示例路"})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert story.replace("<b>", "&lt;b&gt;") in page
    assert "示例路" in page
    assert "no-store" in answer["Cache-Control"]
