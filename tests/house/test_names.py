from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# A name that says nothing gathers everything.
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "managers",
    "manager",
    "services",
    "service",
    "data",
    "info",
    "common",
}
# `base` is for what is abstract: the settings that others layer on, the engine and the page that others are made from.
BASES = {"portal/settings/base.py", "search/engine/base.py"}


def test_no_file_has_a_vague_name(room_files: list[Path]) -> None:
    vague = [str(path) for path in room_files if path.stem in VAGUE]
    bases = {"/".join(path.parts[-3:]) for path in room_files if path.stem == "base"}

    assert not vague
    assert bases <= BASES


def test_a_test_that_empties_the_database_puts_the_first_rows_back(
    python_files: list[Path],
) -> None:
    """One that does not leaves the next without the rows that migrations wrote, or with them twice."""
    marks = [
        (path, mark)
        for path in python_files
        for mark in re.findall(
            r"mark\.django_db\([^)]*\btransaction=True[^)]*\)",
            path.read_text(encoding="utf-8"),
        )
    ]

    careless = [
        str(path) for path, mark in marks if "serialized_rollback=True" not in mark
    ]

    assert len(marks) >= 3
    assert not careless
