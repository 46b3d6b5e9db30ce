"""`manage.py check_wording`: what the wording checks find on the published pages; `--csv FILE` writes a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand

from common.outputs import csv_bytes
from common.wording import Level
from portal.wording import whole

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "检查全部已发布页面的用语；--csv 写成表格，--level 只列某一级。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--csv", metavar="FILE", help="写成 CSV 文件")
        parser.add_argument("--level", choices=Level.values, help="只列这一级")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = Level(options["level"]).label if options["level"] else ""
        found = [row for row in whole.rows() if not wanted or row[3] == wanted]
        if options["csv"]:
            Path(options["csv"]).write_bytes(csv_bytes(whole.HEADINGS, found))
        else:
            for row in found:
                self.stdout.write("\t".join(row))
        self.stdout.write(f"共 {len(found)} 处。")
