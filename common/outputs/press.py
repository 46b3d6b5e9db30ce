"""HTML to PDF in a process of its own, bounded in time, memory and pages, that can fetch nothing from outside.

A PDF costs a second or two of a processor, so what was made once is kept by the digest of what it was made from, and
only two are made at once.
"""

from __future__ import annotations

import ctypes.util
import fcntl
import hashlib
import importlib.util
import json
import logging
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles import finders

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)

CHILD = Path(__file__).with_name("press_child.py")
STYLES = ("base", "parts", "paper")
LONGEST_HTML = 1_000_000
MOST_PAGES = 60
SECONDS = 30
AT_ONCE = 2
KEEP_SECONDS = 7 * 24 * 60 * 60


@lru_cache(maxsize=1)
def available() -> bool:
    """Whether a PDF can be made here at all: the library, and the Pango that it draws with."""
    return importlib.util.find_spec("weasyprint") is not None and bool(
        ctypes.util.find_library("pango-1.0")
    )


def pdf(html: str) -> bytes | None:
    """The PDF; None where it cannot be made now or here, and the log says why."""
    job = json.dumps(
        {
            "html": html,
            "styles": _styles(),
            "site": settings.SITE_URL,
            "media": [
                f"{settings.SITE_URL}{settings.MEDIA_URL}",
                str(settings.MEDIA_ROOT),
            ],
            "pages": MOST_PAGES,
        }
    ).encode()
    kept = _folder() / f"{hashlib.sha256(job).hexdigest()}.pdf"
    if kept.exists():
        return kept.read_bytes()
    if not available() or len(html) > LONGEST_HTML:
        return None
    with _turn() as turn:
        made = _pressed(job) if turn else None
    if made:
        draft = kept.with_suffix(f".{os.getpid()}")
        draft.write_bytes(made)
        draft.replace(kept)
    return made


def sweep() -> int:
    """Throw away what has lain for a week; how many."""
    old = [
        path
        for path in _folder().glob("*.pdf")
        if path.stat().st_mtime < time.time() - KEEP_SECONDS
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _pressed(job: bytes) -> bytes | None:
    env = {"PATH": os.defpath, "LANG": "C.UTF-8", "XDG_CACHE_HOME": str(_folder())}
    try:
        done = subprocess.run(  # noqa: S603 - our own file, by the interpreter that runs us
            [sys.executable, "-I", str(CHILD)],
            input=job,
            env=env,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        log.warning("a PDF took longer than %d seconds", SECONDS)
        return None
    if done.returncode:
        log.warning("no PDF: %s", done.stderr.decode(errors="replace")[-500:])
        return None
    return done.stdout


@contextmanager
def _turn() -> Iterator[bool]:
    """A place at the press, across all processes; False where all are taken."""
    taken: IO[str] | None = None
    for place in range(AT_ONCE):
        lock = (_folder() / f"place-{place}").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
        else:
            taken = lock
            break
    try:
        yield taken is not None
    finally:
        if taken:
            taken.close()


def _styles() -> list[str]:
    found = [finders.find(f"portal/css/{name}.css") for name in STYLES]
    return [Path(path).read_text(encoding="utf-8") for path in found if path]


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
