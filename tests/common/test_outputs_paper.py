"""PDFs are made in a bounded process that fetches nothing but the site's own pictures."""

from __future__ import annotations

import importlib
import io
import socket
import threading

import pytest
from PIL import Image
from pypdf import PdfReader

from common.outputs import pdf, press, qr_svg
from tests.conftest import missing

PAGE = '<!doctype html><html lang="zh-Hans"><head><title>试</title></head><body><h1>办事指南：网吧</h1>{}</body></html>'


@pytest.fixture(autouse=True)
def _room(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    (settings.MEDIA_ROOT / "images").mkdir(parents=True)


@pytest.fixture
def pango():
    if not press.available():
        missing("Pango or weasyprint is not installed")


def pages(made: bytes | None) -> PdfReader:
    assert made is not None
    return PdfReader(io.BytesIO(made))


def test_a_page_becomes_a_pdf_with_its_chinese_and_its_title(pango):
    made = pages(pdf(PAGE.format("<p>法定时限二十个工作日。</p>")))

    assert "办事指南：网吧" in made.pages[0].extract_text()
    assert "法定时限二十个工作日" in made.pages[0].extract_text()
    assert made.metadata.title == "试"
    fonts = {
        str(font.get_object()["/BaseFont"])
        for font in made.pages[0]["/Resources"]["/Font"].values()
    }
    assert all("Noto" in font for font in fonts), fonts


def test_what_was_made_once_is_kept(pango, monkeypatch):
    first = pdf(PAGE.format("一"))
    monkeypatch.setattr(press, "_pressed", lambda _job: pytest.fail("pressed again"))

    assert pdf(PAGE.format("一")) == first


def test_nothing_outside_is_fetched(pango):
    """A listener of our own stands for the outside; a secret file for the disk."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)
        port = server.getsockname()[1]

        def listen() -> None:
            try:
                line, _ = server.accept()
            except OSError:
                return
            asked.append(line.recv(100))

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        outside = f"http://127.0.0.1:{port}/x"
        body = f"""
          <img src="{outside}.png"><img src="file:///etc/hostname">
          <link rel="stylesheet" href="{outside}.css"><style>@import url("{outside}.css");
          @font-face {{ font-family: x; src: url("{outside}.ttf") }} p {{ font-family: x; background: url("{outside}.gif") }}</style>
          <link rel="attachment" href="file:///etc/passwd"><object data="{outside}"></object>
          <svg><image href="{outside}.svg"/><use href="file:///etc/passwd#x"/></svg>
          <iframe src="{outside}"></iframe><img src="//127.0.0.1:{port}/y"><p>正文</p>"""
        made = pages(pdf(PAGE.format(body)))
    listener.join(timeout=5)

    assert asked == []
    assert "正文" in made.pages[0].extract_text()
    assert made.attachments == {}


def test_the_sites_own_pictures_are_there(pango, settings):
    drawn = Image.new("RGB", (40, 40), "red")
    drawn.save(settings.MEDIA_ROOT / "images" / "sun.png")
    address = f"{settings.SITE_URL}{settings.MEDIA_URL}images/sun.png"

    made = pages(pdf(PAGE.format(f'<img src="{address}" alt="太阳">')))

    assert len(made.pages[0].images) == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://site.cn/media/images/../../keys/sealing.json",
        "http://site.cn/media/images/%2e%2e/%2e%2e/keys/sealing.json",
        "http://site.cn/media/documents/secret.pdf",
        "http://site.cn.evil.example/media/images/x.png",
        "file:///etc/passwd",
        "data:text/html,x",
        "http://site.cn/media//etc/passwd",
    ],
)
def test_no_address_leads_out_of_the_pictures(pango, address, tmp_path):
    child = importlib.import_module("common.outputs.press_child")
    with pytest.raises(ValueError, match="not fetched"):
        child.picture(address, ["http://site.cn/media/", str(tmp_path)])


def test_a_page_that_is_too_long_is_no_pdf(pango):
    body = '<p style="break-after: page">一页</p>' * (press.MOST_PAGES + 2)

    assert pdf(PAGE.format(body)) is None
    assert pdf(PAGE.format("长" * press.LONGEST_HTML)) is None
    assert list(press._folder().glob("*.pdf")) == []


def test_a_press_that_takes_too_long_is_stopped(pango, monkeypatch):
    monkeypatch.setattr(press, "SECONDS", 0.05)

    assert pdf(PAGE.format("慢")) is None


def test_without_the_library_there_is_no_pdf(monkeypatch):
    monkeypatch.setattr(press, "available", lambda: False)

    assert pdf(PAGE.format("无")) is None


def test_only_two_are_made_at_once(pango):
    with press._turn() as first, press._turn() as second, press._turn() as third:
        assert (first, second, third) == (True, True, False)
        assert pdf(PAGE.format("忙")) is None

    assert pdf(PAGE.format("忙")) is not None


def test_what_lay_for_a_week_goes(pango, monkeypatch):
    pdf(PAGE.format("旧"))
    assert press.sweep() == 0

    monkeypatch.setattr(press, "KEEP_SECONDS", -60)
    assert press.sweep() == 1


def test_a_qr_code_is_drawn_in_the_page_and_named_for_screen_readers():
    drawn = qr_svg("https://site.cn/guides/x/", '这一页的"网址"')

    assert drawn.startswith('<span class="qr" role="img" aria-label="这一页的&quot;')
    assert "<svg" in drawn
    assert "style=" not in drawn
    assert "http" not in drawn.replace("http://www.w3.org", "")
