"""On an English page every Chinese word says that it is Chinese: nothing was left untranslated by mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.places import places
from tests.browser.test_policy import tell

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import World

pytestmark = pytest.mark.browser
# Words, and what is read out in their place, by the language that stands over them.
UNMARKED = """() => {
  const han = /[\\u4e00-\\u9fff]/;
  const english = (element) => element.closest("[lang]").lang.startsWith("en");
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    if (["SCRIPT", "STYLE", "TEXTAREA"].includes(box.tagName)) continue;
    if (han.test(node.data) && english(box)) found.push(node.data.trim());
  }
  for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]"))
    for (const name of ["aria-label", "placeholder", "title", "alt"])
      if (han.test(element.getAttribute(name) || "") && english(element)) found.push(`${name}: ${element.getAttribute(name)}`);
  return found;
}"""


def test_no_chinese_stands_unmarked_on_an_english_page(browser, world, request):
    room = browser.new_context()
    tab = room.new_page()
    walked = places(world.var, "en")
    refused = ["complaints:submit", "complaints:track", "complaints:check"]

    found = {p.name: words for p in walked if (words := _left(tab, world, p.path))}
    for place in walked:
        if place.name in refused:
            tab.goto(f"{world.address}{place.path}")
            tab.locator("main form[method=post] button[type=submit]").last.click()
            tab.wait_for_load_state()
            if words := tab.evaluate(UNMARKED):
                found[f"{place.name} refused"] = words

    room.close()
    total = sum(map(len, found.values()))
    tell(
        request,
        [f"{len(walked) + len(refused)} English pages, {total} untranslated strings"],
    )
    assert len(walked) >= 30
    assert found == {}


def _left(tab: Page, world: World, path: str) -> list[str]:
    tab.goto(f"{world.address}{path}")
    return tab.evaluate(UNMARKED)
