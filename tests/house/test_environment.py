"""What a bare machine is told when something that `make` needs is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from servers.processes import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Ask = Callable[[], subprocess.CompletedProcess[str]]

NEEDED = ("sh", "dirname", "id", "date", "cat", "sha256sum", "cut", "grep", "printf")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder of programs, and a checkout beside it, on a machine that has nothing else."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in NEEDED:
        found = shutil.which(name)
        assert found
        (programs / name).symlink_to(found)
    (tmp_path / "clone" / "servers").mkdir(parents=True)
    door = tmp_path / "clone" / "servers" / "environment"
    # The system's own Python would be found by its full path, whatever this machine has there.
    text = (ROOT / "servers" / "environment").read_text(encoding="utf-8")
    door.write_text(text.replace(" /usr/bin/python3;", ";"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def ask(bare: Path) -> Ask:
    def asked() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [
                str(bare / "bin" / "sh"),
                str(bare / "clone" / "servers" / "environment"),
                "runtime",
            ],
            env={"PATH": str(bare / "bin")},
            capture_output=True,
            text=True,
            check=False,
        )

    return asked


def python_that(bare: Path, script: str) -> None:
    program = bare / "bin" / "python3.11"
    program.write_text(f'#!/bin/sh\ncase "$2" in\n{script}\nesac\n', encoding="utf-8")
    program.chmod(0o755)


def test_without_python_the_line_that_installs_it_is_named(ask: Ask) -> None:
    told = ask()

    assert told.returncode != 0
    assert "缺少 Python 3.11" in told.stderr
    assert "apt-get install -y python3 python3-venv" in told.stderr


def test_without_venv_the_line_that_installs_it_is_named(bare: Path, ask: Ask) -> None:
    python_that(bare, "*ensurepip*) exit 1;;\n*) exit 0;;")

    told = ask()

    assert told.returncode != 0
    assert "venv" in told.stderr
    assert "apt-get install -y python3-venv" in told.stderr
    assert told.stderr.count("\n") == 2


def test_another_python_is_not_taken(bare: Path, ask: Ask) -> None:
    python_that(bare, "*version_info*) exit 1;;\n*) exit 0;;")

    told = ask()

    assert "缺少 Python 3.11" in told.stderr


def test_who_is_root_is_not_told_of_sudo(ask: Ask) -> None:
    told = ask()

    assert ("sudo apt-get" in told.stderr) is (os.geteuid() != 0)
