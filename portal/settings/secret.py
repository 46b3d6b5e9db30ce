"""Secrets that stand in files: one made once and kept with mode 600, or one that somebody put there."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def from_file(name: str) -> str:
    """What stands in the file; nothing where none is named, and a loud end where the named one is missing."""
    return Path(name).read_text(encoding="utf-8").strip() if name else ""


def kept_secret(path: Path) -> str:
    """The secret in the file; made at first, by whichever process comes first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
