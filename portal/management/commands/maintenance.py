"""Close the site for a while, and open it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from portal.failures import standing
from portal.failures.middleware import maintenance_file

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "on：全站显示“正在维护”；off：恢复。--minutes 告诉访问者多少分钟后再来"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("state", choices=["on", "off"])
        parser.add_argument("--minutes", type=int, default=30)

    def handle(self, *_args: Any, state: str, minutes: int, **_options: Any) -> None:
        mark = maintenance_file()
        if state == "off":
            mark.unlink(missing_ok=True)
            self.stdout.write("已恢复访问。")
            return
        standing.write_all()
        mark.write_text(str(max(1, minutes) * 60), encoding="utf-8")
        self.stdout.write(
            f"全站显示“正在维护”，请访问者 {max(1, minutes)} 分钟后再来。"
        )
