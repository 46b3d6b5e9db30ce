"""Somebody who cannot read the page has it read, by a voice of this machine and by no other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
LOCAL = {"name": "本机女声", "lang": "zh-CN", "localService": True}
LOCAL_ENGLISH = {"name": "Home", "lang": "en-US", "localService": True}
REMOTE = {"name": "云端女声", "lang": "zh-CN", "localService": False}
# A voice that says at once what it is given; nothing here makes a sound or leaves the page.
STUB = """(voices) => {
  window.said = [];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  const synth = new EventTarget();
  Object.assign(synth, {
    paused: false,
    getVoices: () => voices,
    speak(one) {
      const range = window.Highlight && [...(CSS.highlights.get("spoken") || [])][0];
      window.said.push({ text: one.text, voice: one.voice.name, rate: one.rate, marked: range ? range.toString() : "" });
      if (window.said.length < (window.stopAfter || 1e9)) queueMicrotask(() => one.onend && one.onend());
    },
    cancel() {}, pause() { this.paused = true; }, resume() { this.paused = false; },
  });
  Object.defineProperty(window, "speechSynthesis", { value: synth });
}"""


def blank(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture
def reader(browser) -> Iterator[object]:
    rooms = []

    def opened(*voices: dict[str, object], stop_after: int = 0) -> Page:
        room = browser.new_context(locale="zh-CN")
        rooms.append(room)
        tab = room.new_page()
        tab.add_init_script(
            f"window.stopAfter = {stop_after}; ({STUB})({list(voices)!r})".replace(
                "True", "true"
            ).replace("False", "false")
        )
        return tab

    yield opened
    for room in rooms:
        room.close()


def test_the_whole_page_is_read_in_order_by_a_local_voice(reader, world):
    tab = reader(REMOTE, LOCAL)
    tab.goto(f"{world.address}/lessons/net-bar-children/")

    tab.get_by_role("button", name="朗读").click()
    expect(tab.get_by_role("button", name="朗读")).to_have_attribute(
        "aria-expanded", "false"
    )

    said = tab.evaluate("window.said")
    assert len(said) >= 15
    assert {one["voice"] for one in said} == {"本机女声"}
    assert all(blank(one["marked"]) == blank(one["text"]) for one in said)
    heading = blank(tab.locator("h1").inner_text())
    assert blank(said[0]["text"]) == heading or heading in blank(
        "".join(one["text"] for one in said[:3])
    )
    spoken = blank("".join(one["text"] for one in said))
    for paragraph in tab.locator("main .body p").all_inner_texts():
        assert blank(paragraph) in spoken
    assert max(len(one["text"]) for one in said) <= 125


@pytest.mark.parametrize("voices", [(), (REMOTE,), (LOCAL_ENGLISH,)])
def test_without_a_local_voice_of_the_language_there_is_no_button(
    reader, world, voices
):
    tab = reader(*voices)
    tab.goto(f"{world.address}/lessons/net-bar-children/")

    expect(tab.locator("[data-read-aloud]")).to_be_hidden()


def test_it_pauses_goes_on_and_stops_by_keyboard(reader, world):
    tab = reader(LOCAL, stop_after=1)
    tab.goto(f"{world.address}/lessons/net-bar-children/")
    button = tab.get_by_role("button", name="朗读")
    button.focus()
    tab.keyboard.press("Enter")
    panel = tab.get_by_role("group", name="朗读")
    expect(panel).to_be_visible()

    tab.evaluate("window.stopAfter = 0; window.said.length = 0; window.stopAfter = 1")
    panel.get_by_role("button", name="下一句").press("Enter")
    panel.get_by_label("语速").select_option(label="快")
    panel.get_by_role("button", name="暂停").press("Enter")
    expect(panel.get_by_role("button", name="继续")).to_be_visible()
    tab.keyboard.press("Escape")

    expect(panel).to_be_hidden()
    assert tab.evaluate("window.said").pop()["rate"] == 1.3


@pytest.mark.parametrize(
    "path",
    [
        "/complaints/submit/",
        "/complaints/track/",
        "/law/旅游法/35/",
        "/who-does-what/",
        "/",
    ],
)
def test_every_sort_of_page_can_be_read(reader, world, path):
    tab = reader(LOCAL)
    tab.goto(f"{world.address}{path}")

    tab.get_by_role("button", name="朗读").click()

    tab.wait_for_function("window.said.length >= 3")
    said = blank("".join(one["text"] for one in tab.evaluate("window.said")))
    assert blank(tab.locator("h1").inner_text()) in said


def test_labels_hints_and_errors_of_a_form_are_read(reader, world):
    tab = reader(LOCAL)
    tab.goto(f"{world.address}/complaints/track/")
    tab.locator("main form button[type=submit]").click()

    tab.get_by_role("button", name="朗读").click()

    said = blank("".join(one["text"] for one in tab.evaluate("window.said")))
    for words in [
        *tab.locator("main label").all_inner_texts(),
        *tab.locator("main .field__error").all_inner_texts(),
    ]:
        assert blank(words) in said


def test_on_an_english_page_chinese_words_get_a_chinese_voice_or_are_left_out(
    reader, world
):
    both = reader(LOCAL, LOCAL_ENGLISH)
    both.goto(f"{world.address}/en/lessons/net-bar-children/")
    both.get_by_role("button", name="Read aloud").click()
    voices = {one["voice"] for one in both.evaluate("window.said")}

    alone = reader(LOCAL_ENGLISH)
    alone.goto(f"{world.address}/en/lessons/net-bar-children/")
    alone.get_by_role("button", name="Read aloud").click()
    left = {one["voice"] for one in alone.evaluate("window.said")}

    assert voices == {"本机女声", "Home"}
    assert left == {"Home"}
