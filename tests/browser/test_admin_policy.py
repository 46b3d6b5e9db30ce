"""The admin's own policy lets everything work that officers use, and the browser refuses what is on no list."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_policy import LISTEN, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import World

pytestmark = pytest.mark.browser
# Wagtail's form for promoted search results, which this site does not install, is the only known one.
LISTED: set[str] = set()
DOORS = [
    "/admin/pages/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/redirects/add/",
    "/admin/users/",
    "/admin/groups/",
    "/admin/sites/",
    "/admin/locales/",
    "/admin/collections/",
    "/admin/workflows/list/",
    "/admin/reports/locked/",
    "/admin/reports/site-history/",
    "/admin/reports/translations/",
    "/admin/account/",
]


@pytest.fixture
def desk(browser, world) -> Iterator[Page]:
    room = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    room.add_init_script(LISTEN)
    tab = room.new_page()
    tab.goto(f"{world.address}/admin/login/")
    tab.fill("[name=username]", "admin")
    tab.fill("[name=password]", world.passwords["admin"])
    tab.click("button[type=submit]")
    expect(tab.get_by_role("link", name="使用手册").first).to_be_visible()
    yield tab
    room.close()


def refused(tab: Page) -> list[str]:
    return [line for line in tab.evaluate("window.refused") if line not in LISTED]


def pages(world: World) -> list[int]:
    """The newest page of each type and language."""
    store = sqlite3.connect(f"file:{world.var / 'portal.sqlite3'}?mode=ro", uri=True)
    rows = store.execute(
        "SELECT MAX(id) FROM wagtailcore_page WHERE depth > 1 GROUP BY content_type_id, locale_id"
    ).fetchall()
    store.close()
    return [pk for (pk,) in rows]


def test_no_screen_makes_the_browser_refuse_anything(desk, world, request):
    desk.goto(f"{world.address}/admin/")
    menu = re.findall(r'"url":\s*"(/admin/[^"]+)"', desk.content())
    screens = sorted(
        {*DOORS, *menu, *(f"/admin/pages/{pk}/edit/" for pk in pages(world))}
        - {"/admin/logout/"}
    )

    found = {}
    for screen in screens:
        desk.goto(f"{world.address}{screen}")
        if told := refused(desk):
            found[screen] = told

    tell(
        request, [f"{len(screens)} admin screens, {len(found)} with something refused"]
    )
    assert len(screens) >= 30
    assert found == {}


def test_writing_choosing_and_scheduling_work(desk, world):
    store = sqlite3.connect(f"file:{world.var / 'portal.sqlite3'}?mode=ro", uri=True)
    (pk,) = store.execute(
        "SELECT MAX(page_ptr_id) FROM legal_education_lessonpage"
    ).fetchone()
    store.close()
    desk.goto(f"{world.address}/admin/pages/{pk}/edit/")

    words = desk.locator(".public-DraftEditor-content").first
    words.click()
    desk.keyboard.type("试写一句")
    expect(words).to_contain_text("试写一句")

    desk.locator("#id_written_on").click()
    expect(desk.locator(".xdsoft_datetimepicker").first).to_be_attached()

    assert refused(desk) == []

    desk.goto(f"{world.address}/admin/redirects/add/")
    desk.get_by_role("button", name=re.compile("选择")).first.click()
    expect(desk.locator(".modal-content")).to_be_visible()
    assert refused(desk) == []


def test_the_translators_screen_works(desk, world):
    store = sqlite3.connect(f"file:{world.var / 'portal.sqlite3'}?mode=ro", uri=True)
    (pk,) = store.execute(
        "SELECT MAX(p.id) FROM wagtailcore_page p JOIN wagtailcore_locale l ON l.id = p.locale_id"
        " WHERE l.language_code = 'en' AND p.depth > 2"
    ).fetchone()
    store.close()

    desk.goto(f"{world.address}/admin/pages/{pk}/edit/")

    # Drawn by a script from the page's data: nothing stands here where the policy stops it.
    expect(desk.get_by_role("tabpanel").first).to_contain_text(re.compile("[a-z]{4}"))
    assert refused(desk) == []
