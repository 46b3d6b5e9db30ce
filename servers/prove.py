"""The long figures: `python -m servers.prove [name …]` runs the proofs and writes what they measured to docs/proof.md.

A proof is a test run at a long profile. With PROVE=1 it takes the thousands instead of the dozens, and appends each
figure as one line to the file that PROOF_FILE names.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from servers import postgresql
from servers.processes import ROOT, Missing
from servers.suite import borrowed, environment, pytest

PAGE = ROOT / "docs" / "proof.md"
HEAD = """# Proof

Figures of the long profile, written by `make prove`; each block names its day and its command. `make test` runs the same
code at a short profile.
"""


@dataclass(frozen=True)
class Proof:
    name: str
    what: str
    tests: tuple[str, ...]
    env: tuple[tuple[str, str], ...] = ()
    on_postgresql: bool = False

    @property
    def command(self) -> str:
        given = " ".join(
            f"{name}={value}" for name, value in (("PROVE", "1"), *self.env)
        )
        return f"{given} pytest {' '.join(self.tests)}"


PROOFS = (
    Proof(
        "laws",
        "The whole folder of laws, imported twice",
        ("tests/legal_education/test_real_laws.py",),
    ),
    Proof(
        "files",
        "Hostile files: each refused or made harmless",
        ("tests/common/test_hostile_files.py",),
    ),
    Proof(
        "kills",
        "The worker killed a hundred times, on SQLite",
        ("tests/portal/test_killed_worker.py",),
    ),
    Proof(
        "kills-postgresql",
        "The worker killed a hundred times, on PostgreSQL",
        ("tests/portal/test_killed_worker.py",),
        on_postgresql=True,
    ),
    Proof(
        "weight",
        "Bytes, requests and refusals of a first visit to each page",
        ("tests/browser/test_policy.py",),
    ),
    Proof(
        "forms",
        "The public form under 2,000 odd inputs for each rule",
        ("tests/complaints/test_bad_input.py",),
        (("FORM_INPUTS", "2000"),),
    ),
)


def prove(proof: Proof) -> tuple[int, str]:
    """Run one, and tell its figures as a block of the page."""
    began = time.monotonic()
    with ExitStack() as stack:
        env = environment(stack)
        figures = Path(env["TMPDIR"]) / "figures"
        figures.touch()
        env |= {"PROVE": "1", "PROOF_FILE": str(figures), **dict(proof.env)}
        if proof.on_postgresql:
            database = borrowed("PostgreSQL", postgresql, stack)
            if database is None:
                raise Missing("这项证明需要 PostgreSQL。")
            env["TEST_DATABASE_URL"] = database
        code, closing = pytest(list(proof.tests), env)
        lines = figures.read_text(encoding="utf-8").splitlines()
    day = dt.datetime.now(tz=dt.UTC).astimezone().date()
    body = "\n".join(
        f"- {line}"
        for line in [
            *lines,
            closing.strip("= "),
            f"{time.monotonic() - began:.0f} s in all",
        ]
    )
    return (
        code,
        f"## {proof.what}\n\n{day} · `{proof.command}` · {revision()}\n\n{body}\n",
    )


def revision() -> str:
    asked = ["git", "describe", "--always", "--dirty"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "no revision"


def blocks() -> dict[str, str]:
    """What the page holds already, by heading; a proof that is not run keeps its last figures."""
    if not PAGE.exists():
        return {}
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    return {part.partition("\n")[0]: f"## {part.strip()}\n" for part in parts}


def main(names: list[str]) -> int:
    unknown = set(names) - {proof.name for proof in PROOFS}
    if unknown:
        raise Missing(
            f"没有这样的证明：{'、'.join(sorted(unknown))}；可选 {'、'.join(p.name for p in PROOFS)}"
        )
    kept = blocks()
    failed = False
    for proof in PROOFS:
        if names and proof.name not in names:
            continue
        code, kept[proof.what] = prove(proof)
        failed = failed or code != 0
        PAGE.write_text("\n".join([HEAD, *kept.values()]), encoding="utf-8")
    print(f"已写入 {PAGE.relative_to(ROOT)}")
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(ROOT)
    try:
        sys.exit(main(sys.argv[1:]))
    except Missing as what:
        sys.exit(str(what))
