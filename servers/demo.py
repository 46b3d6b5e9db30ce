"""The demo: `python -m servers.demo PORT`. Fills an installation under var/, serves it, and keeps the worker beside it."""

from __future__ import annotations

import fcntl
import os
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO, TYPE_CHECKING

from servers.children import Children
from servers.port import checked
from servers.processes import ROOT, VAR, Missing
from servers.stages import accounts, filling, preparation
from servers.steps import Installation, columns, manage, tail, tell

if TYPE_CHECKING:
    import subprocess

SITE = Installation(VAR)
FIRST_ANSWER_SECONDS = 60


def environment(port: int) -> dict[str, str]:
    """The demo's settings, and whatever else the person who starts it has set."""
    env = dict(os.environ)
    env["DJANGO_SETTINGS_MODULE"] = "portal.settings.demo"
    env["VAR_DIR"] = str(VAR)
    env.setdefault("SITE_URL", f"http://127.0.0.1:{port}")
    env["PYTHONUNBUFFERED"] = "1"
    # Where there is no network, pip should say so soon.
    env.setdefault("PIP_RETRIES", "1")
    return env


def only_one() -> IO[str]:
    """A lock that lives as long as this process: two demos on one folder would spoil each other's work."""
    VAR.mkdir(parents=True, exist_ok=True)
    lock = (VAR / "demo.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise Missing(
            f"演示已在运行（{VAR}）。请先在它的窗口按 Ctrl-C 结束，再启动。"
        ) from None
    return lock


def serve(children: Children, port: int) -> int:
    """The site and its worker; when one ends, both end. Returns only when one has ended of itself."""
    web = [
        sys.executable,
        "-m",
        "gunicorn",
        "portal.wsgi",
        "--worker-class=gthread",
        "--workers=2",
        "--threads=4",
    ]
    web += [
        f"--bind=127.0.0.1:{port}",
        "--no-control-socket",
        "--log-level=warning",
        "--graceful-timeout=10",
    ]
    tell("→ 启动网站 …")
    names = {"web": children.start(web, SITE.logs / "web.log")}
    await_answer(children, f"http://127.0.0.1:{port}")
    names["worker"] = children.start(manage("work"), SITE.logs / "worker.log")
    announce(port)
    ended = _first_ended(children)
    name = next(name for name, child in names.items() if child is ended)
    tell(
        f"{tail(SITE.logs / f'{name}.log')}\n{'网站' if name == 'web' else '后台任务'}意外结束（退出码 {ended.returncode}），演示随之结束。"
    )
    return 1


def _first_ended(children: Children) -> subprocess.Popen[bytes]:
    while (ended := children.first_ended()) is None:
        time.sleep(0.3)
    return ended


def await_answer(children: Children, address: str) -> None:
    """Until the front page answers; asking for it also spares the first visitor the wait."""
    deadline = time.monotonic() + FIRST_ANSWER_SECONDS
    while time.monotonic() < deadline:
        if children.first_ended():
            raise Missing(
                f"{tail(SITE.logs / 'web.log')}\n网站没有启动，原因见上（{SITE.logs / 'web.log'}）。"
            )
        try:
            with urllib.request.urlopen(f"{address}/", timeout=30):  # noqa: S310 - our own address
                return
        except urllib.error.HTTPError as told:
            raise Missing(
                f"{tail(SITE.logs / 'web.log')}\n首页返回 {told.code}，详见 {SITE.logs / 'web.log'}。"
            ) from None
        except OSError:
            time.sleep(0.2)
    raise Missing(
        f"网站 {FIRST_ANSWER_SECONDS} 秒内没有应答，详见 {SITE.logs / 'web.log'}。"
    )


def announce(port: int) -> None:
    tell(f"\n网站：http://127.0.0.1:{port}/\n后台：http://127.0.0.1:{port}/admin/\n")
    if accounts(SITE).exists():
        tell(f"演示账号（{accounts(SITE)}）：")
        lines = accounts(SITE).read_text(encoding="utf-8").splitlines()
        for line in columns([line.split() for line in lines]):
            tell(f"  {line}")
    tell("\n按 Ctrl-C 结束。")


def folder_of_laws() -> Path | None:
    """The folder that LAWS names; a wrong name is told before any work."""
    given = os.environ.get("LAWS")
    if not given:
        return None
    folder = Path(given).expanduser().resolve()
    if not folder.is_dir():
        raise Missing(f"LAWS={given}：没有这个文件夹")
    return folder


def main(port_text: str) -> int:
    port = checked(port_text)
    laws = folder_of_laws()
    lock = only_one()
    SITE.open()
    with lock, Children(environment(port), ROOT) as children:
        SITE.run(children, *preparation(SITE))
        for step in filling(SITE, laws):
            SITE.run(children, step)
        return serve(children, port)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "8000"))
    except Missing as what:
        sys.exit(str(what))
