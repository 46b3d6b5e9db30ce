from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Each waiver is a rule that does not hold in one place; the ceiling is lowered when some go, and raised by hand only.
CEILING = 30
WAIVER = re.compile(r"# (?:noqa|type: ignore)\b[^\n]*")
EXPLAINED = re.compile(
    r"# noqa: [A-Z]+\d+(, ?[A-Z]+\d+)* - \S|# type: ignore\[[\w, -]+\]  # \S"
)


def test_waivers_are_few_and_each_gives_its_reason(room_files: list[Path]) -> None:
    found = [
        (path, waiver)
        for path in room_files
        for waiver in WAIVER.findall(path.read_text(encoding="utf-8"))
    ]

    unexplained = [
        f"{path}: {waiver}" for path, waiver in found if not EXPLAINED.match(waiver)
    ]

    assert not unexplained
    assert len(found) <= CEILING
