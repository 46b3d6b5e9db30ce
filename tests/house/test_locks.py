from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from servers.processes import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LOCKS = ("runtime", "dev")
# In two halves, so that this file does not name what it looks for.
ADDRESSES = [
    "index" + "-url",
    "find" + "-links",
    "trusted" + "-host",
    "files.python" + "hosted",
    "registry." + "npmjs",
    "repo.maven." + "apache",
    "repo1." + "maven",
    "pypi.org/" + "simple",
    "art" + "ifactory",
]


def requirements(name: str) -> dict[str, str]:
    """Each locked package with all that its entry says."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    return {entry.split(" ")[0]: entry for entry in entries}


@pytest.mark.parametrize("name", LOCKS)
def test_every_requirement_is_exact_and_has_a_hash(name: str) -> None:
    entries = requirements(name)

    loose = [
        wanted
        for wanted in entries
        if not re.fullmatch(r"[\w.\[\],-]+==[\w.!+]+", wanted)
    ]
    unsigned = [
        wanted for wanted, entry in entries.items() if "--hash=sha256:" not in entry
    ]

    assert len(entries) >= 50
    assert not loose
    assert not unsigned


def test_tests_run_on_the_versions_that_are_shipped() -> None:
    assert set(requirements("runtime")) <= set(requirements("dev"))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")

    assert "://" not in lock


def test_no_file_names_the_host_of_a_registry(ours: list[Path]) -> None:
    texts = {path: path.read_bytes().lower() for path in ours}

    named = [
        f"{path.name}: {word}"
        for path, text in texts.items()
        for word in ADDRESSES
        if word.encode() in text
    ]

    # What uv is told so that it leaves addresses out is the one exception.
    assert [line for line in named if not line.startswith("lock.py: index")] == []
