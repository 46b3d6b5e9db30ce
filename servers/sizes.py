"""How large the files are, and what share of the code the largest hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from servers.processes import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS = (
    "common",
    "complaints",
    "disclosure",
    "legal_education",
    "portal",
    "search",
    "servers",
)
APART = {"migrations", "tests", "benchmarks"}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def code() -> dict[Path, int]:
    """Every Python file that people keep by hand, largest first; migrations, tests and benchmarks apart."""
    found = [
        path
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*.py")
        if not APART & set(path.parts)
    ]
    counted = {
        path.relative_to(ROOT): lines(path) for path in [ROOT / "manage.py", *found]
    }
    return dict(sorted(counted.items(), key=lambda item: -item[1]))


def report() -> str:
    files = code()
    total = sum(files.values())
    largest = list(files.items())[:5]
    share = sum(count for _, count in largest) / total
    told = "，".join(
        f"{path} {count} 行（{count / total:.1%}）" for path, count in largest
    )
    return f"代码 {len(files)} 个文件，{total} 行；最大五个占 {share:.1%}：{told}"
