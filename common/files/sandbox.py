"""Converters run in a process of their own: 512 MB, 20 seconds, no network, no files, nothing of our environment.

The bytes go in by an anonymous file in memory and come back by a pipe of bounded length; no clear copy touches the
disk. Where the kernel offers neither a network of one's own nor a filter of calls, nothing is converted (`off`).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 20
MEGABYTES = 512
MOST_ANSWER = 32 * 1024 * 1024
# Two ways to keep the network out (common/converters/doors.py); one is enough, both are used.
BARRIERS = ("unshare", "seccomp")
# So many converters at once on this machine, whatever the number of web processes: the site keeps the rest.
SLOTS = max(2, os.cpu_count() or 1)
PATIENCE_SECONDS = 30
SLOT_PAUSE = 0.02
LOOK_EVERY_SECONDS = 0.25
READ_BYTES = 1024 * 1024
STATE_SECONDS = 300

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "common" / "converters" / "start.py"


class NotDone(Exception):
    """Why nothing was made: a code of common/files/refusals.py."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What a task made, and what it cost."""

    data: bytes
    facts: dict[str, Any]
    barriers: tuple[str, ...]
    seconds: float
    megabytes: float


@dataclass(slots=True)
class Spent:
    """The cost of the last run of this process, kept for measurements also where nothing was made."""

    seconds: float = 0
    megabytes: float = 0
    runs: int = 0


last = Spent()


def convert(task: str, data: bytes, **options: Any) -> Converted:
    """Run a module of common/converters on the data; NotDone with a code where it refuses, breaks or takes too much."""
    with _slot():
        began = time.monotonic()
        head, made, peak = _run(_order(task, options), data)
        last.seconds, last.megabytes = time.monotonic() - began, peak / 1024
        last.runs += 1
    if head["code"]:
        raise NotDone("off" if head["code"] == "open" else head["code"])
    return Converted(
        made, head["facts"], tuple(head["barriers"]), last.seconds, last.megabytes
    )


def state() -> str:
    """Which barriers hold here, tried and not believed; "off" where none does."""
    return _tried(int(time.monotonic() // STATE_SECONDS))


@lru_cache(maxsize=1)
def _tried(_period: int) -> str:
    try:
        return " ".join(convert("probe", b"").barriers)
    except NotDone:
        return "off"


def _order(task: str, options: dict[str, Any]) -> str:
    paths = dict.fromkeys(
        [str(ROOT), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    )
    return json.dumps(
        {
            "task": task,
            "options": options,
            "paths": list(paths),
            "seconds": SECONDS,
            "megabytes": MEGABYTES,
            "barriers": BARRIERS,
        }
    )


@contextlib.contextmanager
def _slot() -> Iterator[None]:
    """A place in the queue of this machine; the kernel gives it back when its holder dies."""
    folder = Path(settings.VAR_DIR) / "slots"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    deadline = time.monotonic() + PATIENCE_SECONDS
    with contextlib.ExitStack() as held:
        places = [
            held.enter_context((folder / str(number)).open("w"))
            for number in range(SLOTS)
        ]
        while not any(_is_free(place) for place in places):
            if time.monotonic() > deadline:
                raise NotDone("busy")
            time.sleep(SLOT_PAUSE)
        yield


def _is_free(place: Any) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _run(order: str, data: bytes) -> tuple[dict[str, Any], bytes, int]:
    """Head, bytes and peak memory in kilobytes; whatever happens, the process and its group are gone afterwards."""
    if not hasattr(os, "memfd_create"):
        return {"code": "open"}, b"", 0
    with _in_memory(data) as source, tempfile.TemporaryDirectory() as folder:
        child = subprocess.Popen(  # noqa: S603 - our own program with our own interpreter
            [sys.executable, "-I", "-S", "-B", str(PROGRAM), order],
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={},
            close_fds=True,
            start_new_session=True,
        )
        try:
            answer, code, peak = _read(child)
        finally:
            _end(child)
    head, made = _parted(answer, code)
    return head, made, int(head.get("peak") or peak)


@contextlib.contextmanager
def _in_memory(data: bytes) -> Iterator[int]:
    source = os.memfd_create("source", os.MFD_CLOEXEC)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(source, view) :]
        os.lseek(source, 0, os.SEEK_SET)
        yield source
    finally:
        os.close(source)


def _read(child: subprocess.Popen[bytes]) -> tuple[bytes, str, int]:
    """All that it says while it keeps to time and length, the code of why not, and the memory it was seen to hold."""
    pipe = child.stdout.fileno() if child.stdout else -1
    deadline = time.monotonic() + SECONDS
    waiting = select.poll()
    waiting.register(pipe, select.POLLIN | select.POLLHUP)
    parts: list[bytes] = []
    length = peak = 0
    while length <= MOST_ANSWER and time.monotonic() < deadline:
        if not waiting.poll(LOOK_EVERY_SECONDS * 1000):
            peak = max(peak, _peak(child.pid))
            continue
        part = os.read(pipe, READ_BYTES)
        if not part:
            return b"".join(parts), "", peak
        parts.append(part)
        length += len(part)
    return b"", "heavy", peak


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the whole group, whether it has answered or not."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stdout:
        child.stdout.close()


def _peak(pid: int) -> int:
    """The most memory it has held, in kilobytes; nothing where it has ended of itself."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0


def _parted(answer: bytes, code: str) -> tuple[dict[str, Any], bytes]:
    """A process that said nothing was ended by one of its bounds, or by what it read."""
    line, _, made = answer.partition(b"\n")
    if code or not line:
        return {"code": code or "heavy"}, b""
    try:
        head = json.loads(line)
        return {"code": "", "facts": {}, "barriers": [], **head}, made
    except (ValueError, TypeError):
        return {"code": "broken"}, b""
