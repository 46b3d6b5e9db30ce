"""The nginx file that ships, run as it stands but for its ports, paths and certificate, before a running portal."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import World

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@dataclass
class Answer:
    status: int
    head: dict[str, str]
    body: str


@dataclass
class Front:
    """nginx on a port of its own."""

    address: str
    process: subprocess.Popen[bytes]

    def ask(self, path: str, **head: str) -> Answer:
        request = urllib.request.Request(f"{self.address}{path}", headers=head)  # noqa: S310 - our own loopback address
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - as above
                return self._read(answer.status, answer)
        except urllib.error.HTTPError as refused:
            return self._read(refused.code, refused)

    def _read(self, status: int, answer) -> Answer:
        data = answer.read()
        if answer.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        return Answer(status, dict(answer.headers), data.decode("utf-8", "replace"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def configured(folder: Path, world: World, upstream: str, port: int) -> str:
    """The shipped file, with the plain-text redirect and TLS left out and every path under the test's own folder."""
    words = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    words = re.sub(r"server \{\s*listen 80;.*?\n\}\n", "", words, flags=re.DOTALL)
    words = re.sub(r"\n\s*(ssl_\w+|http2)\s[^\n]*", "", words)
    words = words.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    words = words.replace("server 127.0.0.1:8000;", f"server {upstream};")
    words = words.replace("/srv/yangguang", str(world.var))
    words = words.replace("/var/cache/nginx/yangguang", str(folder / "pages"))
    words = words.replace("/var/log/nginx", str(folder))
    return (
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
        "events {}\nhttp {\n"
        f"access_log {folder}/access.log; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;\n"
        f"fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;\n"
        f"{words}\n}}\n"
    )


def started(folder: Path, world: World, upstream: str) -> Front:
    if not NGINX:
        missing("nginx is not installed")
    port = free_port()
    # Its workers are another user, who must reach what the portal wrote.
    for path in [folder, *folder.parents]:
        if path.owner() == "root" and path != Path("/") and os.getuid() == 0:
            path.chmod(path.stat().st_mode | 0o011)
    conf = folder / "nginx.conf"
    conf.write_text(configured(folder, world, upstream, port), encoding="utf-8")
    user = ["-g", "user root;"] if os.getuid() == 0 else []
    process = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", str(conf), *user])
    end = time.monotonic() + 10
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return Front(f"http://127.0.0.1:{port}", process)
        time.sleep(0.1)
    process.kill()
    pytest.fail((folder / "error.log").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def front(world: World, tmp_path_factory) -> Iterator[Front]:
    made = started(
        tmp_path_factory.mktemp("nginx"), world, world.address.split("//")[1]
    )
    yield made
    made.process.send_signal(signal.SIGQUIT)
    made.process.wait(timeout=10)


@pytest.fixture(scope="module")
def orphan(world: World, tmp_path_factory) -> Iterator[Front]:
    """An nginx whose portal is not there."""
    made = started(tmp_path_factory.mktemp("orphan"), world, f"127.0.0.1:{free_port()}")
    yield made
    made.process.send_signal(signal.SIGQUIT)
    made.process.wait(timeout=10)


def test_a_page_is_kept_once_for_each_mode(front):
    path = "/lessons/"

    first = front.ask(path)
    again = front.ask(path, Cookie="mode=normal; anything=else")
    elder = front.ask(path, Cookie="mode=elder")
    elder_again = front.ask(path, Cookie="a=b; mode=elder")
    odd = front.ask(path, Cookie="mode=party")

    seen = [one.head["X-Cache"] for one in (first, again, elder, elder_again, odd)]
    assert seen == ["MISS", "HIT", "MISS", "HIT", "HIT"]
    assert 'data-mode="normal"' in again.body
    assert 'data-mode="elder"' in elder_again.body
    assert 'data-mode="normal"' in odd.body


def test_a_browser_that_has_it_is_told_304(front):
    first = front.ask("/guides/")

    again = front.ask("/guides/", **{"If-None-Match": first.head["ETag"]})
    other = front.ask(
        "/guides/", **{"If-None-Match": first.head["ETag"], "Cookie": "mode=elder"}
    )

    assert (again.status, other.status) == (304, 200)


def test_what_belongs_to_one_visitor_is_kept_for_nobody(front):
    form = [front.ask("/complaints/submit/") for _ in range(2)]
    signed_in = [front.ask("/lessons/?x=1", Cookie="sessionid=abc") for _ in range(2)]

    assert [one.head.get("X-Cache") for one in form] == [None, None]
    assert (
        len(
            {
                re.search(r'csrfmiddlewaretoken" value="(\w+)', one.body)[1]
                for one in form
            }
        )
        == 2
    )
    assert "HIT" not in [one.head["X-Cache"] for one in signed_in]


def test_nobody_is_sent_another_visitors_cookie(front):
    answers = [front.ask("/"), front.ask("/"), front.ask("/law/"), front.ask("/law/")]

    assert [one.head.get("Set-Cookie") for one in answers] == [None] * 4


@pytest.mark.parametrize(
    ("path", "lang"),
    [("/", "zh-Hans"), ("/en/guides/", "en"), ("/complaints/", "zh-Hans")],
)
def test_without_the_portal_people_read_where_to_turn(orphan, path, lang):
    answer = orphan.ask(path)

    assert answer.status in {502, 503}
    assert f'<html lang="{lang}"' in answer.body
    assert "0375-" in answer.body
    assert answer.head["Content-Type"].startswith("text/html")
    assert answer.head["Retry-After"] == "300"
