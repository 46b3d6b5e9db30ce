"""Write the pages that are shown when nothing else works."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.failures import standing


class Command(BaseCommand):
    help = (
        "把“系统出错”“正在维护”两页按各种语言写成文件（VAR_DIR/standing），带上本局电话"
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"已写 {standing.write_all()} 页：{standing.folder()}")
