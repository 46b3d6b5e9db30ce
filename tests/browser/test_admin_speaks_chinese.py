"""What editors and handlers meet in the admin is Chinese, but for a short list of proper names."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import World

pytestmark = pytest.mark.browser

# Names that are the same in every language, file types, and what the demo itself is called by.
PROPER = {
    "pdf",
    "url",
    "html",
    "rss",
    "csv",
    "xlsx",
    "docx",
    "txt",
    "ofd",
    "zip",
    "jpg",
    "jpeg",
    "png",
    "webp",
    "gif",
    "svg",
    "id",
    "ip",
    "seo",
    "api",
    "utc",
    "gmt",
    "kb",
    "mb",
    "gb",
    "english",
    "ktv",
    "led",
    "wd",
    "webm",
    "avif",
    "ctrl",
    "cmd",
    "esc",
    "tab",
    "enter",
    "shift",
    "wagtail",
    "alt",
}
WORD = re.compile(r"[A-Za-z]{3,}")
VISIBLE = """() => {
  const out = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, holder = node.parentElement;
    if (!holder || holder.closest('script,style,template,noscript,[data-user-text]')) continue;
    if (holder.checkVisibility && !holder.checkVisibility()) continue;
    if (node.textContent.trim()) out.push(node.textContent.trim());
  }
  for (const holder of document.querySelectorAll('[placeholder],[title],[aria-label]'))
    for (const name of ['placeholder', 'title', 'aria-label'])
      if (holder.getAttribute(name)) out.push(holder.getAttribute(name));
  return out;
}"""

EDITOR = [
    "/admin/",
    "/admin/pages/",
    "{home}",
    "{guides}",
    "{edit_home}",
    "{edit_guide}",
    "{edit_document}",
    "{add_document}",
    "{history}",
    "{delete}",
    "{move}",
    "{copy}",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/documents/add/",
    "/admin/reports/site-history/",
    "/admin/reports/workflow/",
    "/admin/localize/reports/translations/",
    "/admin/account/",
    "/admin/laws/",
]
CLERK = ["/admin/", "/admin/cases/", "{case}", "/admin/account/"]
SUPERVISOR = ["/admin/cases/", "/admin/cases/rights/", "{case}"]


def sign_in(page: Page, world: World, username: str) -> None:
    page.goto(f"{world.address}/admin/login/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", world.passwords[username])
    page.click("button[type=submit]")
    page.wait_for_load_state()


def english_words(page: Page, own: set[str]) -> set[str]:
    """Words of three letters and more that are neither proper names nor of the demo's own data."""
    found: set[str] = set()
    for text in page.evaluate(VISIBLE):
        plain = re.sub(r"\S*[/@.:\\-]\S*|WD\d{4}-\w+", " ", text)
        found |= {
            word for word in WORD.findall(plain) if word.lower() not in PROPER | own
        }
    return found


def places(world: World) -> dict[str, str]:
    """Addresses that carry a page's key."""
    with closing(sqlite3.connect(world.var / "portal.sqlite3")) as base:
        rows = base.execute("SELECT url_path, id FROM wagtailcore_page").fetchall()
    keys = dict(rows)
    home, guide = keys["/home/"], keys["/home/guides/net-bar/"]
    documents = keys["/home/disclosure/documents/"]
    document = keys["/home/disclosure/documents/disclosure-guide/"]
    found = {
        name: f"/admin/pages/{document}/{name}/"
        for name in ("history", "delete", "move", "copy")
    }
    return found | {
        "home": f"/admin/pages/{home}/",
        "guides": f"/admin/pages/{keys['/home/guides/']}/",
        "edit_home": f"/admin/pages/{home}/edit/",
        "edit_guide": f"/admin/pages/{guide}/edit/",
        "edit_document": f"/admin/pages/{document}/edit/",
        "add_document": f"/admin/pages/add/disclosure/documentpage/{documents}/",
    }


def own_words(world: World) -> set[str]:
    """What the demo itself is called by: the accounts, and the titles of the English pages."""
    with closing(sqlite3.connect(world.var / "portal.sqlite3")) as base:
        rows = base.execute("SELECT title, slug FROM wagtailcore_page").fetchall()
    words = {
        word.lower() for row in rows for text in row for word in WORD.findall(text)
    }
    # wagtail-localize does not mark the name of its model for translation; its report counts by it.
    return words | set(world.passwords) | {"translations"}


def walk(
    page: Page, world: World, addresses: list[str], own: set[str]
) -> dict[str, set[str]]:
    seen = {}
    for address in addresses:
        answer = page.goto(f"{world.address}{address}")
        assert answer is not None
        assert answer.status == 200, address
        page.wait_for_timeout(300)
        seen[address] = english_words(page, own)
    return seen


def test_an_editor_meets_no_english(page: Page, world: World):
    sign_in(page, world, "editor")
    addresses = [address.format(**places(world)) for address in EDITOR]

    seen = walk(page, world, addresses, own=own_words(world))

    assert len(seen) >= 20
    assert {address: words for address, words in seen.items() if words} == {}


@pytest.mark.parametrize(
    ("username", "addresses", "floor"),
    [("clerk", CLERK, 4), ("supervisor", SUPERVISOR, 3)],
)
def test_an_officer_meets_no_english(
    page: Page, world: World, username, addresses, floor
):
    sign_in(page, world, username)
    page.goto(f"{world.address}/admin/cases/?scope=all")
    case = page.locator("a[href*='/admin/cases/WD']").first.get_attribute("href")
    people = own_words(world)

    seen = walk(
        page, world, [address.format(case=case) for address in addresses], own=people
    )

    assert len(seen) >= floor
    assert {address: words for address, words in seen.items() if words} == {}
