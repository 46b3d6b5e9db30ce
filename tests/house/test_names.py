from __future__ import annotations

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
