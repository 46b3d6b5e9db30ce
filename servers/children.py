"""Processes that live no longer than the one that starts them."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import FrameType

TERMINATE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def _bind_to_parent() -> None:
    """Even a parent that is killed outright takes its children along; elsewhere than on Linux it does not."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(TERMINATE_WITH_PARENT, signal.SIGTERM)


class Children:
    """Those now alive; all of them are ended when the block is left, however it is left."""

    def __init__(self, env: dict[str, str], folder: Path) -> None:
        self.env = env
        self.folder = folder
        self.alive: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Children:
        for told in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(told, _leave)
        return self

    def __exit__(self, *_fault: object) -> None:
        for told in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(told, signal.SIG_IGN)
        self.end()

    def start(
        self, command: Sequence[str], log: Path | None = None
    ) -> subprocess.Popen[bytes]:
        """In a session of its own, so that Ctrl-C reaches us alone and we end it in good order."""
        out = log.open("wb") if log else None
        try:
            child = subprocess.Popen(
                command,
                cwd=self.folder,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT if out else None,
                start_new_session=True,
                preexec_fn=_bind_to_parent,  # noqa: PLW1509 - this process has one thread only
            )
        finally:
            if out:
                out.close()
        self.alive.append(child)
        return child

    def first_ended(self) -> subprocess.Popen[bytes] | None:
        """One that has ended, which then is no longer ours to end."""
        for child in self.alive:
            if child.poll() is not None:
                self.alive.remove(child)
                return child
        return None

    def end(self, patience: float = 20) -> None:
        """Ask all to end, and insist where one does not."""
        for child in self.alive:
            child.terminate()
        deadline = time.monotonic() + patience
        for child in self.alive:
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        self.alive.clear()


def _leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)
