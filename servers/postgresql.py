"""A PostgreSQL of our own for tests: `python -m servers.postgresql start|stop|status|wipe`.

A cluster made by initdb under var/, on a free port of this machine alone; no server of the system is touched.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from servers.processes import (
    Missing,
    as_user,
    can_install,
    folder_for,
    free_port,
    give,
    running,
    user_for,
)

USERS = ("postgres", "nobody")
NAME = "yangguang"


def folder() -> Path:
    return folder_for("postgresql")


def data() -> Path:
    return folder() / "data"


def pid() -> int | None:
    return running(data() / "postmaster.pid", str(data()))


def address() -> str | None:
    """The database's address: the given one, or ours where it runs."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        return given
    return (folder() / "address").read_text(encoding="ascii").strip() if pid() else None


def programs() -> Path:
    """The folder of initdb and pg_ctl: the newest that Debian has installed, or the one on the path."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]),
    )
    found = installed[-1] if installed else shutil.which("initdb")
    if not found:
        raise Missing(f"缺少 PostgreSQL，请先安装：{can_install('postgresql')}")
    return Path(found).parent


def lacking() -> str:
    """What keeps this machine from running the server; empty where nothing does."""
    try:
        programs()
    except Missing as what:
        return str(what)
    return ""


def _run(program: str, *arguments: str) -> None:
    command = as_user(
        user_for(*USERS), [str(programs() / program), *arguments], {"LC_ALL": "C.UTF-8"}
    )
    # Its output goes to a file: the server that stays would keep a pipe open for ever.
    with (folder() / "commands.log").open("ab") as log:
        done = subprocess.run(
            command,
            cwd=folder(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )
    if done.returncode:
        tail = (folder() / "commands.log").read_text(
            encoding="utf-8", errors="replace"
        )[-2000:]
        raise Missing(f"PostgreSQL 的 {program} 失败：\n{tail}")


def make() -> None:
    """A fresh cluster whose one user has a password of its own."""
    if (data() / "PG_VERSION").exists():
        return
    shutil.rmtree(folder(), ignore_errors=True)
    folder().mkdir(parents=True)
    secret = folder() / "password"
    secret.touch(mode=0o600)
    secret.write_text(secrets.token_urlsafe(18), encoding="ascii")
    give(folder(), user_for(*USERS))
    _run(
        "initdb",
        "-D",
        str(data()),
        "-U",
        NAME,
        "-A",
        "scram-sha-256",
        f"--pwfile={secret}",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )


def start() -> str:
    """Start it unless it runs; the address, as Django reads it."""
    known = address()
    if known:
        return known
    make()
    port = free_port()
    options = (
        f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder()}"
    )
    _run(
        "pg_ctl",
        "-D",
        str(data()),
        "-l",
        str(folder() / "server.log"),
        "-w",
        "-t",
        "60",
        "-o",
        options,
        "start",
    )
    password = (folder() / "password").read_text(encoding="ascii")
    url = f"postgres://{NAME}:{password}@127.0.0.1:{port}/postgres"
    place = folder() / "address"
    place.touch(mode=0o600)
    place.write_text(url, encoding="ascii")
    return url


def stop() -> bool:
    if pid() is None:
        return False
    _run("pg_ctl", "-D", str(data()), "-m", "fast", "-w", "stop")
    return True


def wipe() -> None:
    stop()
    shutil.rmtree(folder(), ignore_errors=True)


def main(act: str) -> str:
    if os.environ.get("TEST_POSTGRES_URL") and act in {"stop", "wipe"}:
        return "TEST_POSTGRES_URL 指向的数据库不是本命令启动的，未作改动"
    if act == "start":
        return f"PostgreSQL：{start()}\n用法：export TEST_POSTGRES_URL={start()}"
    if act == "stop":
        return "PostgreSQL 已停止" if stop() else "PostgreSQL 没有在运行"
    if act == "wipe":
        wipe()
        return f"已删除 {folder()}"
    if act == "status":
        return f"PostgreSQL：{address()}" if address() else "PostgreSQL 没有在运行"
    raise Missing("用法：make postgresql DO=start|stop|status|wipe")


if __name__ == "__main__":
    try:
        print(main(sys.argv[1] if len(sys.argv) > 1 else "start"))
    except Missing as what:
        sys.exit(str(what))
