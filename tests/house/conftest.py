"""What the house tests walk over."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from servers.processes import ROOT
from servers.sizes import FOLDERS

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def ours() -> list[Path]:
    """Every file that is kept or about to be; what is made at run time is not among them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in found if path.is_file()]


@pytest.fixture(scope="session")
def python_files(ours: list[Path]) -> list[Path]:
    """The code that people keep by hand, tests among it; migrations are written by Django."""
    found = [
        path for path in ours if path.suffix == ".py" and "migrations" not in path.parts
    ]
    assert len(found) >= 80
    return found


@pytest.fixture(scope="session")
def room_files(python_files: list[Path]) -> list[Path]:
    found = [
        path for path in python_files if path.relative_to(ROOT).parts[0] in FOLDERS
    ]
    assert len(found) >= 60
    return found


@pytest.fixture(scope="session")
def handbook(ours: list[Path]) -> str:
    """All that a newcomer may read."""
    pages = [path for path in ours if path.suffix == ".md"]
    assert len(pages) >= 6
    return "\n".join(path.read_text(encoding="utf-8") for path in pages)
