"""The program of the sandbox: shut the doors, do one task on what comes by stdin, answer on stdout.

The answer is one line of JSON, then the bytes that the task made. Run by common/files/sandbox.py with
`python -I -S -B start.py ORDER`, so that nothing of the machine's own start-up is loaded.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import ModuleType

READ_BYTES = 1024 * 1024


def main() -> None:
    order = json.loads(sys.argv[1])
    sys.path[:0] = order["paths"]
    doors = importlib.import_module("common.converters.doors")
    doors.bound(order["seconds"], order["megabytes"])
    status = os.open("/proc/self/status", os.O_RDONLY)
    shut = []
    if "unshare" in order["barriers"] and doors.leave_network():
        shut.append("unshare")
    # Loaded now: behind the second door no file is opened.
    task = importlib.import_module(f"common.converters.{order['task']}")
    refused = importlib.import_module("common.converters.refused").Refused
    doors.end_with_parent()
    if "seccomp" in order["barriers"] and doors.forbid_calls():
        shut.append("seccomp")
    if not shut or not doors.is_shut():
        _answer({"code": "open", "barriers": shut})
        return
    head: dict[str, Any] = {"code": "broken", "facts": {}, "barriers": shut}
    made = b""
    try:
        head["code"], head["facts"], made = _done(task, refused, order["options"])
    finally:
        # A reader of foreign formats fails in every way there is; whatever it was, the file is broken.
        _answer({**head, "peak": _peak(status)}, made)


def _done(
    task: ModuleType, refused: type[Exception], options: dict[str, Any]
) -> tuple[str, dict[str, Any], bytes]:
    try:
        facts, made = task.run(_all_of(0), **options)
    except refused as refusal:
        return str(refusal), {}, b""
    except (MemoryError, RecursionError):
        return "heavy", {}, b""
    return "", facts, made


def _all_of(source: int) -> bytes:
    parts = []
    while part := os.read(source, READ_BYTES):
        parts.append(part)
    return b"".join(parts)


def _peak(status: int) -> int:
    """The most memory that was held, in kilobytes, as the kernel counted it."""
    told = os.pread(status, 8192, 0).decode("ascii", "replace")
    for line in told.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def _answer(head: dict[str, Any], made: bytes = b"") -> None:
    rest = json.dumps(head).encode() + b"\n" + made
    view = memoryview(rest)
    while view:
        view = view[os.write(1, view) :]


if __name__ == "__main__":
    main()
