"""Steps of an installation, each done once and again only when what it is made from has changed."""

from __future__ import annotations

import hashlib
import os
import sys
import time
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from servers.processes import ROOT, Missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from servers.children import Children

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


@dataclass(frozen=True)
class Installation:
    """A folder with a database, an index and files, and the memory of how they came there."""

    var: Path

    @property
    def stamps(self) -> Path:
        return self.var / "stamps"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    def open(self) -> None:
        for folder in (self.stamps, self.logs):
            folder.mkdir(parents=True, exist_ok=True)

    def stamp(self, name: str) -> str:
        """The key with which a step was last done, empty where it never was."""
        try:
            return (self.stamps / name).read_text(encoding="ascii")
        except OSError:
            return ""

    def has(self, step: Step) -> bool:
        return self.stamp(step.name) == step.key and (
            step.made is None or step.made.exists()
        )

    def run(self, children: Children, *steps: Step) -> None:
        """Do those that are not done, side by side; each is told, and how long it took."""
        began = time.monotonic()
        doing = {}
        for step in steps:
            if self.has(step):
                continue
            (self.stamps / step.name).unlink(missing_ok=True)
            tell(f"→ {step.title} …")
            log = None if step.shows_progress else self.logs / f"{step.name}.log"
            doing[children.start(manage(*step.command), log).pid] = step
        while doing:
            child = children.first_ended()
            if child is None:
                time.sleep(0.05)
            elif child.returncode:
                self._missed(doing.pop(child.pid), child.returncode)
            else:
                self._done(doing.pop(child.pid), time.monotonic() - began)

    def _done(self, step: Step, took: float) -> None:
        # The stamp comes into being whole or not at all, and only after the work.
        draft = self.stamps / f"{step.name}.{os.getpid()}"
        draft.write_text(step.key, encoding="ascii")
        draft.replace(self.stamps / step.name)
        if took > TOLD_AFTER_SECONDS:
            tell(f"  {step.title}：完成（{took:.0f} 秒）")

    def _missed(self, step: Step, code: int) -> None:
        told = "" if step.shows_progress else tail(self.logs / f"{step.name}.log")
        if not step.if_missed:
            again = "原因见上；改正后再运行一次，会从这一步接着做。"
            raise Missing(f"{told}\n{step.title}：没有做成（退出码 {code}）。{again}")
        tell(f"{told}\n  {step.title}：{step.if_missed}")


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
    total = hashlib.sha256(str(folder).encode())
    for path in sorted(folder.rglob("*.md")):
        told = path.stat()
        total.update(
            f"{path.relative_to(folder)}\0{told.st_size}\0{told.st_mtime_ns}\n".encode()
        )
    return total.hexdigest()


def manage(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]


def columns(rows: list[list[str]]) -> list[str]:
    """Side by side on a terminal, where a Chinese sign takes two places."""
    wide = [
        [
            sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in cell)
            for cell in row
        ]
        for row in rows
    ]
    most = [max(column) for column in zip(*wide, strict=False)]
    return [
        "".join(
            cell + " " * (room - size + 2)
            for cell, size, room in zip(row, sizes, most, strict=False)
        ).rstrip()
        for row, sizes in zip(rows, wide, strict=True)
    ]


def tell(text: str) -> None:
    print(text, flush=True)


def tail(path: Path, lines: int = 15) -> str:
    try:
        return "\n".join(
            path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:]
        )
    except OSError:
        return ""
