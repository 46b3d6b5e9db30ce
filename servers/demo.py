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
from servers.steps import (
    LOGS,
    STAMPS,
    Step,
    digest,
    listing,
    manage,
    run,
    stamped,
    tail,
    tell,
)

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator

ACCOUNTS = VAR / "demo-accounts.txt"
FIRST_ANSWER_SECONDS = 60
ROOMS = ("common", "complaints", "disclosure", "legal_education", "portal", "search")


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


def prepare(*, catalogues: str) -> list[Step]:
    """What does not wait for one another."""
    lock = "requirements/runtime.lock"
    return [
        Step(
            "keys", "生成密钥", ["make_keys"], "1", made=VAR / "keys" / "sealing.json"
        ),
        Step("catalogues", "编译界面译文", ["compile_catalogues"], catalogues),
        Step(
            "static",
            "整理静态文件",
            ["collectstatic", "--noinput", "--clear", "--verbosity=0"],
            digest([lock, *(f"{room}/static/**/*" for room in ROOMS)]),
            made=VAR / "static",
        ),
        Step(
            "database",
            "建立数据库",
            ["migrate", "--noinput", "--verbosity=0"],
            digest(
                [lock, *(f"{room}/migrations/*.py" for room in ROOMS)],
                os.environ.get("DATABASE_URL"),
            ),
        ),
        Step(
            "law-package",
            "下载法律数据包",
            ["fetch_law_package"],
            digest(
                [
                    "legal_education/management/commands/fetch_law_package.py",
                    "legal_education/actions/*package*.py",
                ]
            ),
            made=VAR / "laws" / "laws.db",
            if_missed="没有取得，先不带法律条文继续；下次启动时再试。",
        ),
    ]


def fill(laws: Path | None) -> Iterator[Step]:
    """What builds on what came before: a step's key holds those of the steps it stands on."""
    reading = digest(["legal_education/**/*.py", "common/*.py"])
    package = VAR / "laws" / "laws.db"
    if package.exists():
        key = digest([], reading, stamped("law-package"), stamped("database"))
        yield Step(
            "laws-of-package",
            "导入法律数据包",
            ["import_laws", str(package), "--no-index"],
            key,
            shows_progress=True,
        )
    if laws:
        key = digest([], reading, stamped("database"), str(laws), listing(laws))
        yield Step(
            "laws-of-folder",
            f"导入 {laws}",
            ["import_laws", str(laws), "--no-index"],
            key,
            shows_progress=True,
        )
    site = digest(
        [
            "portal/demo/**/*",
            "portal/fill/*.py",
            "portal/management/commands/fill_demo.py",
        ]
    )
    yield Step(
        "site",
        "填入演示内容",
        ["fill_demo"],
        digest([], site, stamped("database")),
        made=ACCOUNTS,
        shows_progress=True,
    )
    engine = [
        os.environ.get(name)
        for name in ("SEARCH_ENGINE", "SEARCH_INDEX_NAME", "ELASTICSEARCH_URL")
    ]
    code = digest(["search/**/*", "common/*.py", "*/finding.py"])
    filled = [stamped(name) for name in ("laws-of-package", "laws-of-folder", "site")]
    yield Step(
        "index",
        "建立检索索引",
        ["rebuild_search"],
        digest([], code, engine, filled),
        shows_progress=True,
    )


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
    names = {"web": children.start(web, LOGS / "web.log")}
    await_answer(children, f"http://127.0.0.1:{port}")
    names["worker"] = children.start(manage("work"), LOGS / "worker.log")
    announce(port)
    ended = _first_ended(children)
    name = next(name for name, child in names.items() if child is ended)
    tell(
        f"{tail(LOGS / f'{name}.log')}\n{'网站' if name == 'web' else '后台任务'}意外结束（退出码 {ended.returncode}），演示随之结束。"
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
                f"{tail(LOGS / 'web.log')}\n网站没有启动，原因见上（{LOGS / 'web.log'}）。"
            )
        try:
            with urllib.request.urlopen(f"{address}/", timeout=30):  # noqa: S310 - our own address
                return
        except urllib.error.HTTPError as told:
            raise Missing(
                f"{tail(LOGS / 'web.log')}\n首页返回 {told.code}，详见 {LOGS / 'web.log'}。"
            ) from None
        except OSError:
            time.sleep(0.2)
    raise Missing(
        f"网站 {FIRST_ANSWER_SECONDS} 秒内没有应答，详见 {LOGS / 'web.log'}。"
    )


def announce(port: int) -> None:
    tell(f"\n网站：http://127.0.0.1:{port}/\n后台：http://127.0.0.1:{port}/admin/\n")
    if ACCOUNTS.exists():
        tell(f"演示账号（{ACCOUNTS}）：")
        for line in ACCOUNTS.read_text(encoding="utf-8").splitlines():
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
    for folder in (STAMPS, LOGS):
        folder.mkdir(parents=True, exist_ok=True)
    with lock, Children(environment(port), ROOT) as children:
        run(children, prepare(catalogues=digest(["*/locale/**/*.po"])))
        for step in fill(laws):
            run(children, [step])
        return serve(children, port)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "8000"))
    except Missing as what:
        sys.exit(str(what))
