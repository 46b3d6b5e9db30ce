"""`manage.py explain_search 词`: what each stage made of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from search import engine, results
from search.plan import understand
from search.query import read

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from search.plan import SearchPlan
    from search.results import Ranked


class Command(BaseCommand):
    help = "逐步说明一次搜索：怎样理解、引擎给出什么、为什么这样排序。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", help="要搜索的话")
        parser.add_argument("--kind", default="", help="只看一类")
        parser.add_argument("--language", default="zh-hans")
        parser.add_argument("--all", action="store_true", help="包括历次版本")
        parser.add_argument("--first", type=int, default=10, help="显示前几条")

    def handle(self, *_args: Any, **options: Any) -> None:
        asked = {
            "q": options["text"],
            "kind": options["kind"],
            "all": "1" if options["all"] else "",
        }
        query = read(asked, language=options["language"])
        plan = understand(query)
        self.stdout.write(f"问：{query}")
        self._tell_plan(plan)
        if plan.clauses.is_empty:
            return
        try:
            answer = engine.current().search(plan)
        except engine.EngineDownError as fault:
            raise CommandError(f"搜索引擎不可用：{fault}") from fault
        self.stdout.write(
            f"引擎：索引 {answer.documents:,} 条，命中 {dict(answer.counts)}"
        )
        for place, one in enumerate(results.rank(plan, answer)[: options["first"]], 1):
            self._tell_hit(place, one)

    def _tell_plan(self, plan: SearchPlan) -> None:
        self.stdout.write(f"词：{'／'.join(plan.asked)}（{' '.join(plan.tokens)}）")
        self.stdout.write(f"引用：{plan.reference}")
        self.stdout.write(f"地方：{'、'.join(plan.regions) or '无'}")
        for one in plan.expansions:
            self.stdout.write(f"俗语：{one.word} → {'、'.join(one.expressions)}")

    def _tell_hit(self, place: int, one: Ranked) -> None:
        entry = one.entry
        self.stdout.write(
            f"{place:>3}. {one.score:8.2f} = 引擎 {one.engine:.2f} + 覆盖 {one.coverage:.2f} + 地方 {one.place:.2f}"
            f" + 定义 {one.definition:.2f} + 指名 {one.exact:.2f}  {entry.key} {entry.title} {entry.heading}"
        )
