"""From a question to an answer: a citizen searches, reads the law, complains; officers answer; the citizen reads it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import World

pytestmark = pytest.mark.browser

STORY = "昨晚八点多，我在示例路的飞速网吧看见几个穿校服的孩子在上网，前台没有查身份证，请去看看。"
ANSWER = "我们已到店核实，您反映的情况属实，已要求立即改正，并把线索移交市文化市场综合行政执法支队处理。"


def sign_in(page: Page, world: World, username: str) -> None:
    page.goto(f"{world.address}/admin/login/?next=/admin/cases/")
    page.fill("input[name=username]", username)
    page.fill("input[name=password]", world.passwords[username])
    page.click("button[type=submit]")
    expect(page.get_by_role("heading", name="受理中心")).to_be_visible()


def act(page: Page, name: str) -> None:
    """Press the button of one act in its own panel; the case page comes back with the act done."""
    page.locator("form.desk__act").get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def test_from_a_question_to_an_answer(page: Page, browser: Browser, world: World):
    the_citizen_reads_the_article_that_answers(page, world)
    number, code = the_citizen_complains(page, world)

    with at_a_desk(browser, page, world, "clerk") as desk:
        the_clerk_accepts_and_hands_on(desk, world, number)
    with at_a_desk(browser, page, world, "handler") as desk:
        the_handler_answers_and_closes(desk, world, number)

    the_citizen_reads_the_answer(page, world, number, code)


def the_citizen_reads_the_article_that_answers(page: Page, world: World) -> None:
    page.goto(world.address)
    page.locator("main").get_by_role("searchbox").fill("网吧能让未成年人进吗")
    page.locator("main").get_by_role("button", name="搜索").click()
    titles = page.locator(".hit__title").all_inner_texts()[:3]
    assert "未成年人保护法第五十八条" in [re.sub(r"\s", "", title) for title in titles]

    page.locator(".hit__title a", has_text="第五十八条").first.click()

    expect(page.locator("h1")).to_contain_text("第五十八条")
    expect(page.locator("main")).to_contain_text("不得允许未成年人进入")


def the_citizen_complains(page: Page, world: World) -> tuple[str, str]:
    page.goto(f"{world.address}/complaints/submit/?kind=complaint")
    page.get_by_label("投诉").first.check()
    page.get_by_label("发生了什么事").fill(STORY)
    page.get_by_label("姓名或者单位名称").fill("何女士（示例）")
    page.get_by_label("手机或者电话").fill("13800000000")
    # The form takes nobody for a person who fills it in less than three seconds.
    page.wait_for_timeout(3500)
    page.get_by_role("button", name="提交", exact=True).click()

    number = page.locator("#case-number").inner_text()
    assert re.fullmatch(r"WD\d{4}-\w{6}", number)
    return number, page.locator("#query-code").inner_text()


@contextmanager
def at_a_desk(
    browser: Browser, page: Page, world: World, username: str
) -> Iterator[Page]:
    """An officer signs in on a screen of the same size; an error on the console fails the journey."""
    office = browser.new_context(viewport=page.viewport_size, locale="zh-CN")
    desk = office.new_page()
    faults: list[str] = []
    desk.on(
        "console",
        lambda line: faults.append(line.text) if line.type == "error" else None,
    )
    sign_in(desk, world, username)
    yield desk
    office.close()
    assert faults == []


def the_clerk_accepts_and_hands_on(desk: Page, world: World, number: str) -> None:
    desk.goto(f"{world.address}/admin/cases/{number}/")
    expect(desk.locator("#narrative")).to_have_text(STORY)
    desk.locator("[name=subject]").first.fill("反映网吧接纳学生上网")
    act(desk, "受理")
    desk.locator("[name=assignee]").select_option(label=_option(desk, "经办人甲"))
    act(desk, "分派")


def the_handler_answers_and_closes(desk: Page, world: World, number: str) -> None:
    desk.goto(f"{world.address}/admin/cases/{number}/")
    desk.locator("form[action$='/reply/'] [name=text]").fill(ANSWER)
    act(desk, "答复")
    act(desk, "办结")


def the_citizen_reads_the_answer(
    page: Page, world: World, number: str, code: str
) -> None:
    page.goto(f"{world.address}/complaints/track/")
    page.get_by_label("编号").fill(number)
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询", exact=True).click()

    expect(page.locator("#state")).to_have_text("已办结")
    expect(page.locator(".reply")).to_have_text(ANSWER)


def _option(desk: Page, words: str) -> str:
    labels = desk.locator("[name=assignee] option").all_inner_texts()
    return next(label for label in labels if words in label)
