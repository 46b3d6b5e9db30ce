"""Reads the references of a folder of laws: how many, how fast, how much memory; and draws some to be judged by hand.

python -m benchmarks.citations ../shared/laws
python -m benchmarks.citations ../shared/laws --draw 200 --seed 1 > drawn.tsv
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")

import django

django.setup()

from common.citations.names import STATE, Names
from common.citations.parser import Walk
from common.citations.plain import squeeze
from common.citations.reference import Here

if TYPE_CHECKING:
    from collections.abc import Iterator

N = "[〇零○一二两三四五六七八九十百千0-9０-９]"
WRITTEN = re.compile(rf"第\s*{N}+(?:\s*{N}+)*\s*条")
AROUND = 60


class Drawn(NamedTuple):
    """One place of one file, with words around it for whoever judges."""

    file: str
    start: int
    end: int
    read: str
    words: str


def titles(paths: list[Path]) -> dict[str, str]:
    """The names of the laws, from the first heading of each file."""
    names: dict[str, str] = {}
    for path in paths:
        head = path.read_text(encoding="utf-8", errors="replace")[:400]
        found = re.search(r"^#\s*(.+)$", head, flags=re.MULTILINE)
        if found:
            title = re.sub(r"<!--.*?-->", "", found[1]).strip()
            key = squeeze(title).removeprefix(STATE)
            names |= {title: key, key: key}
    return names


def read_all(root: Path) -> Iterator[tuple[Path, str, Walk]]:
    paths = sorted(root.rglob("*.md"))
    names = Names(titles(paths))
    for path in paths:
        text = path.read_text(encoding="utf-8", errors="replace")
        walk = Walk(text, Here(law=path.stem), names)
        walk.walk()
        yield path, text, walk


def unread(text: str, walk: Walk) -> Iterator[tuple[int, int]]:
    """第…条 that are neither in a reference nor a heading."""
    covered = [(one.start, one.end) for one in walk.found] + [
        walk.plain.span(*span) for span in walk.headings
    ]
    for found in WRITTEN.finditer(text):
        if not any(start <= found.start() < end for start, end in covered):
            yield found.span()


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("root", type=Path)
    asked.add_argument("--draw", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    began = time.monotonic()
    found: list[Drawn] = []
    missed: list[Drawn] = []
    sizes = {
        "files": 0,
        "characters": 0,
        "headings": 0,
        "with article": 0,
        "titles alone": 0,
        "lost": 0,
    }
    for path, text, walk in read_all(options.root):
        name = str(path.relative_to(options.root))
        sizes["files"] += 1
        sizes["characters"] += len(text)
        sizes["headings"] += len(walk.headings)
        for one in walk.found:
            sizes["with article"] += bool(one.article)
            sizes["titles alone"] += not str(one.steps)
            sizes["lost"] += one.lost
            found.append(
                Drawn(
                    name,
                    one.start,
                    one.end,
                    f"{one.kind}\t{one}",
                    _around(text, one.start, one.end),
                )
            )
        missed += [
            Drawn(name, start, end, "unread", _around(text, start, end))
            for start, end in unread(text, walk)
        ]
    seconds = time.monotonic() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    facts = ", ".join(f"{count} {what}" for what, count in sizes.items())
    sys.stderr.write(
        f"{facts}; {len(found)} references, {len(missed)} unread; {seconds:.1f} s, {memory} MB\n"
    )
    chance = random.Random(options.seed)  # noqa: S311 - a draw that can be repeated, no secret
    for pool in (found, missed):
        for drawn in sorted(chance.sample(pool, min(options.draw, len(pool)))):
            sys.stdout.write("\t".join(map(str, drawn)) + "\n")


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return re.sub(r"\s*\n\s*", "⏎", f"{before}【{text[start:end]}】{after}")


if __name__ == "__main__":
    main()
