"""Everything a visitor comes for, and the handler's day, done with the keys alone; the focus is never lost nor hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_journey import STORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import World

pytestmark = pytest.mark.browser
MOST_TABS = 400
# The admin scrolls gently: what has the focus comes into view within half a second.
SCROLLS = 10
# Where the focus is, whether it can be seen, and whether something lies over it (WCAG 2.4.7, 2.4.11).
FOCUS = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return {lost: true};
  const box = it.getBoundingClientRect();
  const style = getComputedStyle(it);
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1);
  const over = document.elementFromPoint(x, y);
  const label = it.labels && [...it.labels].some((one) => one.contains(over));
  return {
    lost: false,
    what: `${it.tagName} ${it.id || it.name || it.textContent.trim().slice(0, 20)}`,
    inside: box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0,
    free: !!over && (it.contains(over) || over.contains(it) || label),
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none",
  };
}"""


class Keys:
    """A pair of hands that has no mouse."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.seen = 0

    def at(self) -> None:
        """The focus is on something, in view, not covered, and drawn."""
        found = self.tab.evaluate(FOCUS)
        for _ in range(SCROLLS):
            if found["lost"] or found["inside"]:
                break
            self.tab.wait_for_timeout(50)
            found = self.tab.evaluate(FOCUS)
        assert not found["lost"], "the focus is nowhere"
        assert found["inside"], found
        assert found["free"], found
        assert found["marked"], found
        self.seen += 1

    def to(self, selector: str, *, back: bool = False) -> Keys:
        """Tab until the element has the focus; each stop on the way is looked at too."""
        for _ in range(MOST_TABS):
            if self.tab.evaluate(
                "(s) => !!document.activeElement && document.activeElement.matches(s)",
                selector,
            ):
                return self
            self.tab.keyboard.press("Shift+Tab" if back else "Tab")
            self.at()
        pytest.fail(f"no way to {selector} by keys")

    def press(self, key: str) -> Keys:
        self.tab.keyboard.press(key)
        return self

    def write(self, words: str) -> Keys:
        self.tab.keyboard.type(words)
        return self

    def enter(self) -> Keys:
        """Press and wait for the page that comes."""
        with self.tab.expect_navigation():
            self.tab.keyboard.press("Enter")
        return self


@pytest.fixture
def keys(browser) -> Iterator[Keys]:
    room = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 720})
    tab = room.new_page()
    made = Keys(tab)
    yield made
    room.close()
    assert made.seen >= 1


def test_the_first_key_offers_to_skip_to_the_words(keys, world):
    keys.tab.goto(world.address)

    keys.press("Tab").at()
    expect(keys.tab.locator(".skip")).to_be_focused()
    keys.press("Enter")

    assert keys.tab.evaluate("document.activeElement.id") == "main"
    keys.press("Tab").at()
    assert keys.tab.evaluate("!!document.activeElement.closest('main')")


def test_find_an_answer_and_read_the_article(keys, world):
    keys.tab.goto(world.address)
    keys.to("main input[type=search]").write("网吧能让未成年人进吗").enter()

    keys.to(".hit__title a").enter()

    expect(keys.tab.locator("h1")).to_contain_text("未成年人保护法")
    keys.to("a[rel=next]").enter()
    expect(keys.tab.locator("h1")).to_contain_text("条")


def test_read_a_guide_and_its_basis(keys, world):
    keys.tab.goto(world.address)
    keys.to(".door a[href='/guides/']").enter()
    keys.to("a[href='/guides/net-bar/']").enter()

    expect(keys.tab.locator("h1")).to_contain_text("网吧")
    keys.to(".basis__law summary").press("Enter")
    expect(keys.tab.locator(".basis__law details").first).to_have_attribute("open", "")


def test_switch_language_and_type_size_and_come_back(keys, world):
    keys.tab.goto(f"{world.address}/guides/")
    keys.to("a[hreflang=en]").enter()
    assert keys.tab.url.endswith("/en/guides/")

    keys.to("[data-switch]").press("Enter")

    expect(keys.tab.locator("html")).to_have_attribute("data-mode", "elder")
    keys.at()
    keys.tab.reload()
    expect(keys.tab.locator("html")).to_have_attribute("data-mode", "elder")


def test_work_out_a_deadline(keys, world):
    keys.tab.goto(f"{world.address}/guides/deadlines/?clock=d8-reply")
    # A date field takes its parts in the order of the browser's own language, here month, day, year.
    keys.to("#days input[name=start]").write("09302026").enter()

    expect(keys.tab.locator("#answer")).to_be_visible()


def test_see_who_is_responsible(keys, world):
    keys.tab.goto(f"{world.address}/who-does-what/")
    keys.to("main input[name=q]").write("退费").enter()

    keys.to(".power h3 a").enter()

    expect(keys.tab.locator("h1")).to_be_visible()


@pytest.mark.parametrize(
    "kind", ["inquiry", "suggestion", "complaint", "report", "help", "correction"]
)
def test_complain_after_an_error_and_follow_the_case(keys, world, kind):
    tab = keys.tab
    tab.goto(f"{world.address}/complaints/submit/")
    keys.to("main form button[type=submit]").enter()

    # What is wrong is said once, on top, with the focus there; each line leads to its field.
    expect(tab).to_have_title(re.compile("^有内容要改"))
    expect(tab.locator("#errors")).to_be_focused()
    first = tab.locator("#errors a[href^='#id_']").first
    target = first.get_attribute("href")
    keys.to(f"#errors a[href='{target}']").press("Enter")
    expect(tab.locator(target)).to_be_focused()
    field = tab.locator(target)
    assert field.get_attribute("aria-invalid") == "true"
    said = " ".join(
        tab.locator(f"[id='{one}']").inner_text()
        for one in (field.get_attribute("aria-describedby") or "").split()
    )
    assert first.inner_text() in said

    tab.goto(f"{world.address}/complaints/submit/?kind={kind}")
    keys.to("[name=narrative]").write(STORY)
    keys.to("[name=name]").write("何女士（示例）")
    keys.to("[name=phone]").write("13800000000")
    tab.wait_for_timeout(3200)
    keys.to("main form button[type=submit]").enter()
    number = tab.locator("#case-number").inner_text()
    code = tab.locator("#query-code").inner_text()

    tab.goto(f"{world.address}/complaints/track/")
    keys.to("[name=number]").write(number)
    keys.to("[name=code]").write(code).enter()
    expect(tab.locator("#state")).to_have_text("待受理")


def test_a_clerk_accepts_and_assigns_and_a_handler_answers(keys, world: World):
    tab = keys.tab
    sign_in(keys, world, "clerk")
    keys.to("select[name=state]").press("End")
    tab.goto(f"{world.address}/admin/cases/?scope=all&state=received")
    keys.to("td.title a").enter()
    number = tab.url.rstrip("/").rsplit("/", 1)[1]
    keys.to("form[action$='/accept/'] [name=subject]").write("反映网吧接纳学生上网")
    keys.to("form[action$='/accept/'] button[type=submit]").enter()
    expect(tab.locator("#state")).to_have_text("已受理")

    keys.to("form[action$='/assign/'] [name=assignee]")
    while "经办人甲" not in chosen(tab):
        keys.press("ArrowDown")
    keys.to("form[action$='/assign/'] button[type=submit]").enter()
    expect(tab.locator("#state")).to_have_text("办理中")

    tab.context.clear_cookies()
    sign_in(keys, world, "handler")
    tab.goto(f"{world.address}/admin/cases/{number}/")
    keys.to("form[action$='/reply/'] [name=text]").write(
        "我们已到店核实，情况属实，已要求改正。"
    )
    keys.to("form[action$='/reply/'] button[type=submit]").enter()
    expect(tab.locator("#state")).to_have_text("已答复")
    keys.to("form[action$='/close/'] button[type=submit]").enter()
    expect(tab.locator("#state")).to_have_text("已办结")


def sign_in(keys: Keys, world: World, username: str) -> None:
    keys.tab.goto(f"{world.address}/admin/login/?next=/admin/cases/")
    keys.to("[name=username]").write(username)
    keys.to("[name=password]").write(world.passwords[username]).enter()
    expect(keys.tab.get_by_role("heading", name="受理中心")).to_be_visible()


def chosen(tab: Page) -> str:
    """The words of the option that the focused list stands on."""
    return tab.evaluate("document.activeElement.selectedOptions[0]?.textContent || ''")
