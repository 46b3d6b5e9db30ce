"""A real demo, made by the commands that `make demo` runs, and a real browser in front of it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")
START_SECONDS = 300
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {
    "desktop": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
}


@dataclass(frozen=True)
class World:
    """A running demo: where it is, and how each role signs in."""

    address: str
    passwords: dict[str, str]
    var: Path


@pytest.fixture(scope="session")
def world(tmp_path_factory) -> Iterator[World]:
    var = tmp_path_factory.mktemp("world")
    port = _free_port()
    env = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DATABASE_URL", "SEARCH_ENGINE", "LAWS"}
    }
    env |= {"VAR_DIR": str(var), "DJANGO_SETTINGS_MODULE": "portal.settings.demo"}
    log = (var / "demo.log").open("w")
    demo = subprocess.Popen(
        [sys.executable, "-m", "servers.demo", str(port)],
        cwd=ROOT,
        env=env,
        stdout=log,
        stderr=log,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", demo, var)
        yield World(f"http://127.0.0.1:{port}", _passwords(var), var)
    finally:
        demo.terminate()
        demo.wait(timeout=30)
        log.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        missing("chromium is not installed")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(params=sorted(SIZES))
def page(request, browser) -> Iterator[Page]:
    """One visitor on one screen; any error on the console fails the test."""
    context = browser.new_context(viewport=SIZES[request.param], locale="zh-CN")
    tab = context.new_page()
    errors: list[str] = []
    tab.on(
        "console",
        lambda line: errors.append(line.text) if line.type == "error" else None,
    )
    tab.on("pageerror", lambda fault: errors.append(str(fault)))
    yield tab
    context.close()
    assert errors == []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(address: str, demo: subprocess.Popen[bytes], var: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and demo.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own loopback address
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(
        f"the demo did not start:\n{(var / 'demo.log').read_text(encoding='utf-8')[-3000:]}"
    )


def _passwords(var: Path) -> dict[str, str]:
    lines = (var / "demo-accounts.txt").read_text(encoding="utf-8").splitlines()
    return {
        username: password
        for _, username, password in (line.split("\t") for line in lines)
    }
