"""Files that wait with a form that was not yet accepted, so that a mistake elsewhere loses none of them.

They lie sealed under a random token that only the form carries, name no case, and go after two hours.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from common.files import SafeFile, shelf
from common.sealed import SealBrokenError, seal, unseal

if TYPE_CHECKING:
    from collections.abc import Iterator

LIFE_SECONDS = 2 * 60 * 60
# A flood of abandoned forms must not fill the disk.
ROOM_BYTES = 600 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a waiting file without opening it."""

    key: str
    name: str
    extension: str
    content_type: str
    size: int


def fresh_token() -> str:
    return secrets.token_hex(20)


def keep(token: str, upload: SafeFile) -> Kept | None:
    """Put one aside; None where there is no room, and the person is asked to choose it again."""
    if _taken() + upload.size * 4 // 3 > ROOM_BYTES:
        return None
    kept = Kept(
        secrets.token_hex(8),
        upload.name,
        upload.extension,
        upload.content_type,
        upload.size,
    )
    folder = _folder(token)
    shelf.write(
        folder / f"{kept.key}.file",
        seal(upload.data, purpose=shelf.PURPOSE, place=_place(token, kept.key)),
    )
    about = json.dumps(asdict(kept)).encode()
    shelf.write(
        folder / f"{kept.key}.about",
        seal(about, purpose=shelf.PURPOSE, place=_place(token, kept.key)),
    )
    return kept


def waiting(token: str) -> list[Kept]:
    found = [
        kept for path in _folder(token).glob("*.about") if (kept := _about(token, path))
    ]
    return sorted(found, key=lambda kept: kept.name)


def opened(token: str, kept: Kept) -> SafeFile:
    sealed = (_folder(token) / f"{kept.key}.file").read_text(encoding="ascii")
    data = unseal(sealed, purpose=shelf.PURPOSE, place=_place(token, kept.key))
    return SafeFile(kept.name, kept.extension, kept.content_type, data)


def drop(token: str, key: str) -> None:
    for end in ("file", "about"):
        (_folder(token) / f"{key}.{end}").unlink(missing_ok=True)


def drop_all(token: str) -> None:
    shutil.rmtree(_folder(token), ignore_errors=True)


def sweep() -> int:
    """Throw away what has waited too long; the answer is how many forms were given up."""
    old = [
        path for path in _folders() if path.stat().st_mtime < time.time() - LIFE_SECONDS
    ]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _about(token: str, path: Path) -> Kept | None:
    try:
        raw = unseal(
            path.read_text(encoding="ascii"),
            purpose=shelf.PURPOSE,
            place=_place(token, path.stem),
        )
    except (SealBrokenError, OSError):
        return None
    return Kept(**json.loads(raw))


def _place(token: str, key: str) -> str:
    return f"complaints_waiting.{token}.{key}"


def _root() -> Path:
    return Path(settings.SEALED_FILES_DIR) / "waiting"


def _folder(token: str) -> Path:
    if not re.fullmatch(r"[0-9a-f]{40}", token):
        raise ValueError("not a token of ours")
    return _root() / token


def _folders() -> Iterator[Path]:
    return _root().iterdir() if _root().is_dir() else iter(())


def _taken() -> int:
    return sum(
        path.stat().st_size for folder in _folders() for path in folder.glob("*.file")
    )
