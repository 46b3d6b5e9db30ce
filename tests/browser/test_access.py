"""The axe walk: every address, page type, form and screen of ours, in each language and mode, clean and refused.

`make test` walks each once, and all of them in one more variation that changes with the day; `make prove` walks all.
No rule is switched off. Where a screen stands in Wagtail's frame, only what lies in our own part of it counts.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.places import Place, page_types, places
from tests.browser.test_policy import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import World

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = (
    "(scope) => axe.run(scope || document, {runOnly: {type: 'tag', values: "
    + json.dumps(TAGS)
    + "}, resultTypes: ['violations']})"
)
PROVING = os.environ.get("PROVE") == "1"


@dataclass(frozen=True)
class Variation:
    """How somebody looks at the site."""

    language: str
    mode: str
    scheme: str

    def __str__(self) -> str:
        return f"{self.language} {self.mode} {self.scheme}"


ALL = [
    Variation(language, mode, scheme)
    for language in ("zh-hans", "en")
    for mode in ("normal", "elder")
    for scheme in ("light", "dark")
]
USUAL = ALL[0]


def variations() -> list[Variation]:
    """The usual one and, turning with the day, one more of the others; all of them when proving."""
    if PROVING:
        return ALL
    others = ALL[1:]
    return [USUAL, others[dt.date.today().toordinal() % len(others)]]  # noqa: DTZ011 - only a turn of the wheel


def wrong(tab: Page, scope: str = "") -> list[str]:
    """What axe finds, one line a violation with the first places."""
    found: dict[str, Any] = tab.evaluate(RUN, scope)
    return [
        f"{violation['id']}: {[node['target'] for node in violation['nodes'][:4]]}"
        for violation in found["violations"]
    ]


def opened(browser: Browser, world: World, how: Variation) -> Page:
    room = browser.new_context(
        locale="zh-CN",
        color_scheme=how.scheme,  # type: ignore[arg-type]  # one of the two words that Playwright knows
        viewport={"width": 1280, "height": 900},
    )
    room.add_cookies([{"name": "mode", "value": how.mode, "url": world.address}])
    # Before the page's own policy is there, so it is not asked.
    room.add_init_script(AXE)
    return room.new_page()


@pytest.fixture(params=variations(), ids=str)
def looked(request, browser, world) -> Iterator[tuple[Page, Variation]]:
    tab = opened(browser, world, request.param)
    yield tab, request.param
    tab.context.close()


def test_every_public_page(looked, world, request):
    tab, how = looked
    walked = places(world.var, how.language)

    found = {
        place.name: told for place in walked if (told := _visited(tab, world, place))
    }

    tell(request, [f"axe, {how}: {len(walked)} pages, {len(found)} with violations"])
    assert len(walked) >= 30
    assert page_types() <= {place.name for place in walked}
    assert found == {}


def _visited(tab: Page, world: World, place: Place) -> list[str]:
    tab.goto(f"{world.address}{place.path}")
    return wrong(tab)


def test_every_public_form_refused(looked, world, request):
    """Sent empty, each form says what is missing; that page must be as good as the clean one."""
    tab, how = looked
    forms = [
        place
        for place in places(world.var, how.language)
        if "?" not in place.name and not place.name.endswith(" print")
    ]
    found, walked = {}, 0
    for place in forms:
        tab.goto(f"{world.address}{place.path}")
        for number in range(tab.locator("main form[method=post]").count()):
            tab.goto(f"{world.address}{place.path}")
            form = tab.locator("main form[method=post]").nth(number)
            form.locator("button[type=submit]").last.click()
            tab.wait_for_load_state()
            walked += 1
            if told := wrong(tab):
                found[f"{place.name} {number}"] = told

    tell(request, [f"axe, {how}: {walked} forms refused, {len(found)} with violations"])
    assert walked >= 3
    assert found == {}


def test_a_case_from_form_to_progress(looked, world, request):
    """The receipt and the progress of a case are drawn in answer to a form and have no address of their own."""
    tab, how = looked
    prefix = "" if how.language == "zh-hans" else f"/{how.language}"
    tab.goto(f"{world.address}{prefix}/complaints/submit/?kind=complaint")
    tab.locator("[name=narrative]").fill("示例：想知道退费要等多久，请告诉我们。")
    tab.locator("[name=name]").fill("何女士（示例）")
    tab.locator("[name=phone]").fill("13800000000")
    # The form takes nobody for a person who fills it in less than three seconds.
    tab.wait_for_timeout(3500)
    tab.locator("main form button[type=submit]").last.click()
    number = tab.locator("#case-number").inner_text()
    code = tab.locator("#query-code").inner_text()
    found = {"receipt": wrong(tab)}

    tab.goto(f"{world.address}{prefix}/complaints/track/")
    tab.locator("[name=number]").fill(number)
    tab.locator("[name=code]").fill(code)
    tab.locator("main form button[type=submit]").click()
    tab.locator("#state").wait_for()
    found["progress"] = wrong(tab)

    tell(request, [f"axe, {how}: 2 pages of a case"])
    assert {name: told for name, told in found.items() if told} == {}
