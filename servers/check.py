"""Everything that can be said of the code without running it: `python -m servers.check`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from servers import sizes
from servers.processes import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BIN = Path(sys.executable).parent
TEMPLATES = [
    str(path.relative_to(ROOT))
    for path in sorted(ROOT.glob("*/templates"))
    if path.is_dir()
]
# Values that only let the settings be read; no server is asked.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "".join(chr(33 + (7 * n) % 90) for n in range(64)),
    "ALLOWED_HOSTS": "portal.example",
    "SITE_URL": "https://portal.example",
    "DATABASE_URL": "postgres://portal:portal@127.0.0.1:5432/portal",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "ELASTICSEARCH_URL": "http://127.0.0.1:9200",
    "SEALING_KEYS_FILE": "/nonexistent/sealing.json",
    "EMAIL_URL": "smtp+tls://portal@mail.example:587",
    "EMAIL_FROM": "noreply@portal.example",
}


@dataclass(frozen=True)
class Check:
    name: str
    command: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    name: str
    code: int
    output: str
    seconds: float


def checks() -> list[Check]:
    """The slowest first, so that the others run beside it."""
    manage = [sys.executable, "manage.py"]
    return [
        Check("mypy", [str(BIN / "mypy"), "."]),
        Check("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
        Check("ruff check", [str(BIN / "ruff"), "check", "."]),
        Check("lint-imports", [str(BIN / "lint-imports")]),
        Check("djlint", [str(BIN / "djlint"), "--lint", "--quiet", *TEMPLATES]),
        Check("manage.py check", [*manage, "check", "--fail-level", "WARNING"]),
        Check(
            "check --deploy",
            [*manage, "check", "--deploy", "--fail-level", "WARNING"],
            PRODUCTION,
        ),
        Check("makemigrations", [*manage, "makemigrations", "--check", "--dry-run"]),
    ]


def outcome(check: Check, env: Mapping[str, str]) -> Outcome:
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**env, **check.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Outcome(check.name, done.returncode, done.stdout, time.monotonic() - began)


def main() -> int:
    """All of them run, even when one fails; the output of those that fail is shown."""
    failed = []
    with (
        tempfile.TemporaryDirectory() as var,
        ThreadPoolExecutor(max_workers=2) as pool,
    ):
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "VAR_DIR": var,
            "COLUMNS": "160",
        }
        for done in pool.map(lambda check: outcome(check, env), checks()):
            print(
                f"{'✓' if done.code == 0 else '✗'} {done.name}（{done.seconds:.1f} 秒）",
                flush=True,
            )
            if done.code:
                failed.append(done.name)
                print(done.output, flush=True)
    print(sizes.report())
    if failed:
        print(f"没有通过：{'、'.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
