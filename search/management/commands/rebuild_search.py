"""`manage.py rebuild_search`: the index anew, without a moment in which nothing is found."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import actions, engine


class Command(BaseCommand):
    help = "重建搜索索引；可随时重复执行，期间搜索照常使用。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        started = time.monotonic()

        def tell(written: int) -> None:
            self.stdout.write(
                f"  已写入 {written:,} 条，用时 {time.monotonic() - started:.0f} 秒"
            )
            self.stdout.flush()

        try:
            written = actions.rebuild(tell)
            count = engine.current().count()
        except engine.EngineDownError as fault:
            raise CommandError(f"搜索引擎不可用：{fault}") from fault
        self.stdout.write(
            f"索引已重建：写入 {written:,} 条，现有 {count:,} 条，用时 {time.monotonic() - started:.1f} 秒。"
        )
