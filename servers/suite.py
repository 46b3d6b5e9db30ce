"""The tests: `python -m servers.suite`. What they need is started where this machine can, and ended afterwards.

Where CI is set, a part that is missing fails instead of being skipped.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from servers import elasticsearch, postgresql
from servers.processes import ROOT, Missing

if TYPE_CHECKING:
    from types import ModuleType

PYTEST = [sys.executable, "-m", "pytest"]


def tell(text: str) -> None:
    print(text, flush=True)


def borrowed(name: str, server: ModuleType, stack: ExitStack) -> str | None:
    """The server's address: one that runs already is used and left, one that we start is stopped at the end."""
    try:
        known: str | None = server.address()
        if known:
            return known
        missing = server.lacking()
        if missing:
            raise Missing(missing)
        began = time.monotonic()
        address: str = server.start()
    except Missing as what:
        if os.environ.get("CI"):
            raise
        tell(f"{name}：跳过需要它的测试。{what}")
        return None
    stack.callback(server.stop)
    tell(f"{name} 已启动（{time.monotonic() - began:.0f} 秒）")
    return address


def environment(stack: ExitStack) -> dict[str, str]:
    """The tests' own settings; the folder of laws where one is beside the clone."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test"}
    beside = ROOT.parent / "shared" / "laws"
    laws = env.get("LAWS") or (str(beside) if beside.is_dir() else "")
    if laws:
        env["LAWS"] = os.path.abspath(laws)  # noqa: PTH100 - a link stays a link
    env.pop("TEST_DATABASE_URL", None)
    # What tests leave behind goes when they end.
    env["TMPDIR"] = stack.enter_context(
        tempfile.TemporaryDirectory(
            prefix="yangguang-tests-", ignore_cleanup_errors=True
        )
    )
    return env


def pytest(arguments: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Run it before the eyes of the reader; its exit code and its closing line."""
    closing = ""
    with subprocess.Popen(
        [*PYTEST, *arguments],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            for line in running.stdout or ():
                print(line, end="", flush=True)
                closing = line.strip() or closing
        except SystemExit:
            running.terminate()
            raise
    return running.returncode, closing


def run(stack: ExitStack) -> list[tuple[str, int, str]]:
    env = environment(stack)
    subprocess.run(
        [sys.executable, "manage.py", "compile_catalogues"],
        cwd=ROOT,
        env=env,
        check=True,
    )
    index = borrowed("Elasticsearch", elasticsearch, stack)
    database = borrowed("PostgreSQL", postgresql, stack)
    if index:
        env["ELASTICSEARCH_URL"] = index
    rounds = []
    if database:
        tell("\n— PostgreSQL：标有 database 的测试 —")
        rounds.append(
            (
                "PostgreSQL",
                *pytest(["-m", "database"], {**env, "TEST_DATABASE_URL": database}),
            )
        )
    tell("\n— SQLite：全部测试 —")
    rounds.append(("SQLite", *pytest([], env)))
    return rounds


def main() -> int:
    began = time.monotonic()
    # Told to end, we still stop what we started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with ExitStack() as stack:
        rounds = run(stack)
    tell(f"\n测试共用 {time.monotonic() - began:.0f} 秒")
    for name, _, closing in rounds:
        tell(f"{name}：\n{closing}")
    return 1 if any(code for _, code, _ in rounds) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Missing as what:
        sys.exit(str(what))
