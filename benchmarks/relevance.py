"""How well search answers: `benchmarks/relevance.py QUESTIONS.json [--engine NAME] [--kind KIND]`.

Reads questions with the articles that answer them, and measures the database and the index that the settings
name. The answers are named by the files of the law folder, so the database must hold laws imported from it.
The first line printed is `MRR@10 0.000`, over all the questions asked.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")

import django

django.setup()

from django.conf import settings

from common.numerals import number
from legal_education.models import Article
from search import actions
from search.query import read
from search.results import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DEPTH = 10
_ARTICLE = re.compile(r"第(?P<number>.+?)条(?:之(?P<sub>.+))?")


@dataclass(frozen=True, slots=True)
class Answer:
    """An article that answers; number 0 stands for any article of the file."""

    file: str
    number: int
    sub: int
    grade: int

    def is_given_by(self, article: Article) -> bool:
        held = self.file in article.version.folder_names.splitlines()
        return held and (
            not self.number or (self.number, self.sub) == (article.number, article.sub)
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, what was wanted, and what the first ten were worth."""

    text: str
    kind: str
    ideal: tuple[int, ...]
    grades: tuple[
        int, ...
    ]  # of each of the first ten, 0 where it answers nothing that was not answered before
    firsts: tuple[str, ...]
    seconds: float

    @property
    def reciprocal(self) -> float:
        return next(
            (1 / place for place, grade in enumerate(self.grades, 1) if grade), 0.0
        )

    @property
    def gain(self) -> float:
        best = _discounted(sorted(self.ideal, reverse=True)[:DEPTH])
        return _discounted(self.grades) / best if best else 0.0

    @property
    def recall(self) -> float:
        return sum(1 for grade in self.grades if grade) / len(self.ideal)


def measure(question: dict[str, Any]) -> Outcome:
    wanted = [_answer(**one) for one in question["answers"]]
    began = time.perf_counter()
    found = actions.find(read({"q": question["query"]}))
    seconds = time.perf_counter() - began
    if found.state is State.DOWN:
        sys.exit("the search engine is down: nothing to measure")
    keys = [hit.key for hit in found.hits[:DEPTH]]
    articles = _articles(keys)
    return Outcome(
        text=question["query"],
        kind=question["kind"],
        ideal=tuple(one.grade for one in wanted),
        grades=tuple(_grades([articles.get(key) for key in keys], wanted)),
        firsts=tuple(str(articles.get(key, key)) for key in keys[:3]),
        seconds=seconds,
    )


def _answer(file: str, article: str, grade: int) -> Answer:
    if article == "*":
        return Answer(file, 0, 0, grade)
    read_as = _ARTICLE.fullmatch(article)
    if not read_as:
        sys.exit(f"{article!r} is no article")
    return Answer(file, number(read_as["number"]), number(read_as["sub"] or "0"), grade)


def _articles(keys: Iterable[str]) -> dict[str, Article]:
    pks = [
        int(key.removeprefix("article:")) for key in keys if key.startswith("article:")
    ]
    rows = Article.objects.filter(pk__in=pks).select_related("version__law")
    return {f"article:{row.pk}": row for row in rows}


def _grades(shown: Iterable[Article | None], wanted: Sequence[Answer]) -> Iterable[int]:
    """Each answer counts where it is first given."""
    left = list(wanted)
    for article in shown:
        given = [one for one in left if article and one.is_given_by(article)]
        yield max((one.grade for one in given), default=0)
        left = [one for one in left if one not in given]


def _discounted(grades: Iterable[int]) -> float:
    return sum(
        (2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1)
    )


def _mean(values: Iterable[float]) -> float:
    return statistics.fmean(list(values))


def report(outcomes: Sequence[Outcome]) -> None:
    print(f"MRR@10 {_mean(one.reciprocal for one in outcomes):.3f}")
    print(f"engine {settings.SEARCH_ENGINE}, {len(outcomes)} questions")
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        by_kind[one.kind].append(one)
    print(f"{'kind':<8}{'n':>4}{'MRR':>8}{'hit':>8}{'nDCG':>8}{'recall':>8}")
    for kind, group in [*sorted(by_kind.items()), ("all", outcomes)]:
        hits = _mean(float(one.reciprocal > 0) for one in group)
        figures = (
            _mean(o.reciprocal for o in group),
            hits,
            _mean(o.gain for o in group),
            _mean(o.recall for o in group),
        )
        print(
            f"{kind:<8}{len(group):>4}"
            + "".join(f"{figure:>8.3f}" for figure in figures)
        )
    times = sorted(one.seconds * 1000 for one in outcomes)
    print(
        f"whole request p50 {times[len(times) // 2]:.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms"
    )
    print("not first:")
    for one in outcomes:
        if one.reciprocal < 1:
            print(
                f"  {one.reciprocal:.2f} {one.kind:<7}{one.text} → {'；'.join(one.firsts)}"
            )


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the relevance of the search.")
    parser.add_argument("questions", type=Path)
    parser.add_argument(
        "--engine",
        choices=["tantivy", "elasticsearch"],
        help="instead of the one the settings name",
    )
    parser.add_argument("--kind", help="ask only questions of this kind")
    options = parser.parse_args()
    if options.engine:
        settings.SEARCH_ENGINE = options.engine
    questions = json.loads(options.questions.read_text("utf-8"))
    chosen = [one for one in questions if options.kind in {None, one["kind"]}]
    if not chosen:
        sys.exit("no question of this kind")
    report([measure(one) for one in chosen])
    return 0


if __name__ == "__main__":
    sys.exit(main())
