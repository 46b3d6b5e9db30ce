"""Folders, ports and processes of the servers that tests need; nothing is ended but what stands in our own pid file."""

from __future__ import annotations

import hashlib
import os
import pwd
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()


class Missing(Exception):
    """Something that this machine lacks; the text names it and what installs it."""


def is_root() -> bool:
    return os.geteuid() == 0


def can_install(packages: str) -> str:
    return f"{'' if is_root() else 'sudo '}apt-get install -y {packages}"


def folder_for(name: str) -> Path:
    """Under var/; but a server that root starts as another user needs parents which that user may pass."""
    VAR.mkdir(parents=True, exist_ok=True)
    if not is_root() or all(
        parent.stat().st_mode & 0o001 for parent in [VAR, *VAR.parents]
    ):
        return VAR / name
    mark = hashlib.sha256(str(VAR).encode()).hexdigest()[:8]
    return Path(tempfile.gettempdir()) / f"yangguang-{name}-{mark}"


def user_for(*names: str) -> str | None:
    """Who runs the server: nobody special for an ordinary user, the first of the names that exists for root."""
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in names if name in known), None) if is_root() else None


def as_user(user: str | None, command: list[str], env: dict[str, str]) -> list[str]:
    given = ["env", *(f"{key}={value}" for key, value in env.items()), *command]
    return ["runuser", "-u", user, "--", *given] if user else given


def give(folder: Path, user: str | None) -> None:
    if user:
        subprocess.run(["chown", "-R", user, str(folder)], check=True)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def port_is_free(port: int) -> bool:
    with socket.socket() as tried:
        # A server that has just ended leaves its port in a waiting state that does not hinder the next one.
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def command_line(pid: int) -> str:
    """The command a process was started with, empty where there is none."""
    try:
        return (
            Path(f"/proc/{pid}/cmdline")
            .read_bytes()
            .replace(b"\0", b" ")
            .decode(errors="replace")
            .strip()
        )
    except OSError:
        return ""


def running(pid_file: Path, mark: str) -> int | None:
    """The pid in the file, if that process lives and its command line carries our mark."""
    try:
        pid = int(pid_file.read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if mark in command_line(pid) else None


def end(pid_file: Path, mark: str, *, patience: float = 40) -> bool:
    """Ask the process of the file to end, and insist when it does not; False where none ran."""
    pid = running(pid_file, mark)
    if pid is None:
        pid_file.unlink(missing_ok=True)
        return False
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + patience
    while running(pid_file, mark) is not None:
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            break
        time.sleep(0.1)
    pid_file.unlink(missing_ok=True)
    return True
