"""Sealed files on disk: written whole or not at all, named at random, dated by the day alone."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from pathlib import Path

from django.conf import settings

from common.sealed import seal, unseal

PURPOSE = "file"


def put(data: bytes, *, place: str, day: dt.date) -> str:
    """Seal and store; the answer is the name to find it by."""
    name = secrets.token_hex(20)
    path = _path(name)
    write(path, seal(data, purpose=PURPOSE, place=place))
    # The file's own date would tell the minute that an anonymous report came in.
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC).timestamp()
    os.utime(path, (midnight, midnight))
    return name


def take(name: str, *, place: str) -> bytes:
    return unseal(_path(name).read_text(encoding="ascii"), purpose=PURPOSE, place=place)


def remove(name: str) -> None:
    _path(name).unlink(missing_ok=True)


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


def _path(name: str) -> Path:
    return Path(settings.SEALED_FILES_DIR) / "cases" / name[:2] / name
