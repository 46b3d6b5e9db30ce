"""Sealed files on disk: written whole or not at all, named at random, dated by the day alone, away from MEDIA_URL."""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from common.sealed import seal, unseal

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

log = logging.getLogger(__name__)

PURPOSE = "file"
NAME = re.compile(r"[0-9a-f]{40}")
# A file lies here before its row is committed, so a young one is nobody's orphan.
GRACE_SECONDS = 24 * 60 * 60
# More orphans than this is no accident of a crash: a wrong or older database is connected, and a person must look.
MOST_ORPHANS = 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """One room's files under SEALED_FILES_DIR."""

    room: str

    def put(self, data: bytes, *, place: str, day: dt.date) -> str:
        """Seal and store; the answer is the name to find it by. `place` says which row it belongs to."""
        name = secrets.token_hex(20)
        path = self.path(name)
        write(path, seal(data, purpose=PURPOSE, place=place))
        # The file's own date would tell the minute that an anonymous report came in.
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC).timestamp()
        os.utime(path, (midnight, midnight))
        return name

    def take(self, name: str, *, place: str) -> bytes:
        sealed = self.path(name).read_text(encoding="ascii")
        return unseal(sealed, purpose=PURPOSE, place=place)

    def remove(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)

    def path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError("not a name of ours")
        return self.folder / name[:2] / name

    @property
    def folder(self) -> Path:
        return Path(settings.SEALED_FILES_DIR) / self.room

    def sweep(self, owned: Callable[[Collection[str]], set[str]]) -> int:
        """Take away what no row owns; `owned` says which of the names have one. The answer is how many went."""
        old = [path for path in self.folder.glob("*/*") if _age(path) > GRACE_SECONDS]
        drafts = [path for path in old if not NAME.fullmatch(path.name)]
        for path in drafts:
            path.unlink(missing_ok=True)
        names = {path.name for path in old} - {path.name for path in drafts}
        orphans = names - owned(names)
        if len(orphans) > MOST_ORPHANS:
            log.error(
                "%d files of %s belong to no row: nothing was swept, is this the right database?",
                len(orphans),
                self.room,
            )
            return 0
        for name in orphans:
            self.remove(name)
        return len(orphans) + len(drafts)


def _age(path: Path) -> float:
    """Since it was written: the date that is shown was set to midnight, the kernel's own was not."""
    try:
        return time.time() - path.stat().st_ctime
    except FileNotFoundError:
        return 0


def write(path: Path, text: str) -> None:
    """On disk before it has its name, so that a power cut leaves no half of a file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600),
        "w",
        encoding="ascii",
    ) as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
