"""How often the wording checks speak on laws, and how long they take: `python benchmarks/wording.py PATH [SEED …]`.

Prints each finding on 200 articles drawn by each seed; a person judges which of them cries wolf.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")

ARTICLES = 200
FAST = 50_000
_ARTICLE = re.compile("^第[〇零一二三四五六七八九十百千]+条", re.MULTILINE)


def articles(folder: Path) -> list[str]:
    found: list[str] = []
    for file in sorted(folder.rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        places = [match.start() for match in _ARTICLE.finditer(text)]
        for start, end in zip(places, [*places, len(text)][1:], strict=True):
            found.append(re.split("^#", text[start:end], flags=re.MULTILINE)[0])
    return found


def main(folder: Path, seeds: list[int]) -> None:
    django.setup()
    from common.wording import checking, known, present  # noqa: PLC0415 - the settings must stand first
    from common.wording.entries import WordingEntry  # noqa: PLC0415 - the settings must stand first
    from common.wording.matching import starting  # noqa: PLC0415 - the settings must stand first
    from common.wording.shipment import entries  # noqa: PLC0415 - the settings must stand first

    table = starting([WordingEntry(**values).rule for values in entries()])
    present.current = lambda: table
    # Without a database: nobody's names and numbers are the bureau's own.
    known.register(known.Known)
    every = articles(folder)
    print(f"{len(every)} articles")
    for seed in seeds:
        drawn = random.Random(seed).sample(every, ARTICLES)  # noqa: S311 - a draw that can be repeated, no secret
        told = [(text, one) for text in drawn for one in checking.check(text)]
        print(f"seed {seed}: {len(told)} findings on {ARTICLES} articles")
        for text, one in told:
            around = text[max(0, one.start - 12) : one.end + 12].replace("\n", "⏎")
            print(f"  {one.level} {one.code} {one.phrase!r} … {around}")
    long = "".join(every)[:FAST]
    start = time.perf_counter()
    checking.check(long)
    print(f"{len(long)} characters: {time.perf_counter() - start:.3f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(seed) for seed in sys.argv[2:]] or [1, 2, 3])
