"""Steps of an installation, each done once and again only when what it is made from has changed."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servers.processes import ROOT, VAR, Missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from servers.children import Children

STAMPS = VAR / "stamps"
LOGS = VAR / "log"
TOLD_AFTER_SECONDS = 2


@dataclass(frozen=True)
class Step:
    """A command of the portal; `key` is the digest of what it is made from, `made` what must be there afterwards."""

    name: str
    title: str
    command: Sequence[str]
    key: str
    made: Path | None = None
    if_missed: str = ""  # what to say where it may fail; empty where it may not
    shows_progress: bool = False

    @property
    def stamp(self) -> Path:
        return STAMPS / self.name

    @property
    def is_done(self) -> bool:
        return stamped(self.name) == self.key and (
            self.made is None or self.made.exists()
        )


def stamped(name: str) -> str:
    """The key with which a step was last done, empty where it never was."""
    try:
        return (STAMPS / name).read_text(encoding="ascii")
    except OSError:
        return ""


def digest(patterns: Iterable[str], *facts: object) -> str:
    """Of the files' names and contents, and of facts beside them."""
    total = hashlib.sha256(repr(facts).encode())
    files = {
        path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()
    }
    for path in sorted(files):
        if path.suffix in {".pyc", ".mo"}:
            continue
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def listing(folder: Path) -> str:
    """Of a folder's names, sizes and times; reading two thousand texts at every start would take too long."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.md")):
        told = path.stat()
        total.update(
            f"{path.relative_to(folder)}\0{told.st_size}\0{told.st_mtime_ns}\n".encode()
        )
    return total.hexdigest()


def manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def tell(text: str) -> None:
    print(text, flush=True)


def run(children: Children, steps: Sequence[Step]) -> None:
    """Do those that are not done, side by side; each is told, and how long it took."""
    began = time.monotonic()
    doing = {}
    for step in steps:
        if step.is_done:
            continue
        step.stamp.unlink(missing_ok=True)
        tell(f"→ {step.title} …")
        log = None if step.shows_progress else LOGS / f"{step.name}.log"
        doing[children.start(manage(*step.command), log).pid] = step
    while doing:
        child = children.first_ended()
        if child is None:
            time.sleep(0.05)
            continue
        _finish(doing.pop(child.pid), child.returncode, time.monotonic() - began)


def _finish(step: Step, code: int, took: float) -> None:
    if code == 0:
        # The stamp comes into being whole or not at all, and only after the work.
        draft = step.stamp.with_suffix(f".{os.getpid()}")
        draft.write_text(step.key, encoding="ascii")
        draft.replace(step.stamp)
        if took > TOLD_AFTER_SECONDS:
            tell(f"  {step.title}：完成（{took:.0f} 秒）")
        return
    told = tail(LOGS / f"{step.name}.log") if not step.shows_progress else ""
    if not step.if_missed:
        raise Missing(
            f"{told}\n{step.title}：没有做成（退出码 {code}）。原因见上；改正后再运行一次，会从这一步接着做。"
        )
    tell(f"{told}\n  {step.title}：{step.if_missed}")


def tail(path: Path, lines: int = 15) -> str:
    try:
        return "\n".join(
            path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
        )
    except OSError:
        return ""
