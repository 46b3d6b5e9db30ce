"""No page of the public makes the browser refuse anything, ask another host for anything, or weigh too much."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.browser.places import Place, page_types, places

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import World

pytestmark = pytest.mark.browser
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
"""
PROVING = os.environ.get("PROVE") == "1"
# In English the short profile visits what is drawn otherwise than in Chinese; the long one visits all.
SHORT = {
    "portal.homepage",
    "disclosure.guidepage",
    "disclosure.structurepage",
    "complaints:submit",
    "search:results",
}
HOME_BYTES = 100_000
HOME_REQUESTS = 8


@dataclass
class Visit:
    """What one first visit cost and what went wrong on it."""

    place: Place
    bytes: int = 0
    requests: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def visit(browser: Browser, world: World, place: Place, **context: Any) -> Visit:
    """A browser that has never been here opens the page and waits until nothing more is asked for."""
    room = browser.new_context(locale="zh-CN", **context)
    room.add_init_script(LISTEN)
    tab = room.new_page()
    found = Visit(place)
    session = room.new_cdp_session(tab)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda e: _weigh(found, e))
    tab.on("request", lambda asked: found.requests.append(asked.url))
    tab.on("console", lambda line: _note(found, line.type, line.text))
    tab.on("pageerror", lambda fault: found.refused.append(str(fault)))
    tab.goto(f"{world.address}{place.path}", wait_until="load")
    found.refused += tab.evaluate("window.refused")
    room.close()
    return found


def tell(request, lines: list[str]) -> None:
    """On the terminal always, and on the page of proofs where one is written."""
    terminal = request.config.pluginmanager.get_plugin("terminalreporter")
    for line in lines:
        terminal.write_line(line)
    if kept := os.environ.get("PROOF_FILE"):
        with Path(kept).open("a", encoding="utf-8") as page:
            page.writelines(f"{line}\n" for line in lines)


def _weigh(found: Visit, event: dict[str, float]) -> None:
    found.bytes += int(event["encodedDataLength"])


def _note(found: Visit, kind: str, text: str) -> None:
    # A page that says 404 or 503 is told as an error too; the status is what was wanted.
    if kind == "error" and "Failed to load resource" not in text:
        found.refused.append(text)


@pytest.fixture(scope="module")
def visits(browser: Browser, world: World, request) -> list[Visit]:
    walked = [
        visit(browser, world, place)
        for language in ("zh-hans", "en")
        for place in places(world.var, language)
        if PROVING or language == "zh-hans" or place.name in SHORT
    ]
    tell(request, [f"{len(walked)} first visits, cold cache:"])
    tell(
        request,
        [
            f"{one.bytes:>8} bytes, {len(one.requests):>2} requests: {one.place.name} {one.place.path[:4]}"
            for one in walked
        ],
    )
    return walked


def test_every_address_and_every_page_type_was_visited(visits):
    names = {one.place.name.split("?")[0] for one in visits}

    assert len(visits) >= (70 if PROVING else 40)
    assert page_types() <= names


def test_the_browser_refused_nothing(visits):
    assert [(v.place.path, v.refused) for v in visits if v.refused] == []


def test_no_request_leaves_the_site(visits, world):
    own = urlsplit(world.address).netloc
    strangers = {
        (v.place.path, url)
        for v in visits
        for url in v.requests
        if urlsplit(url).netloc != own
    }

    assert strangers == set()


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_home_page_is_light(visits, path):
    home = next(v for v in visits if v.place.path == path)

    assert home.bytes <= HOME_BYTES
    assert len(home.requests) <= HOME_REQUESTS


def test_every_page_says_its_piece_without_scripts(browser, world):
    room = browser.new_context(java_script_enabled=False)
    tab = room.new_page()
    walked = places(world.var, "zh-hans")

    silent = [place.path for place in walked if not _speaks(tab, world, place)]

    room.close()
    assert len(walked) >= 25
    assert silent == []


def _speaks(tab: Page, world: World, place: Place) -> bool:
    tab.goto(f"{world.address}{place.path}")
    return (
        len(tab.locator("main").inner_text()) >= 30 and tab.locator("h1").count() == 1
    )
