"""Fill an empty site with the demo: structure, pages, English, people and cases."""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand

from portal.fill.cases import fill_cases
from portal.fill.english import fill_english, missing_strings
from portal.fill.people import fill_people
from portal.fill.site import fill_locales, fill_pages, fill_structure

STEPS = (
    ("语言", fill_locales),
    ("机构与领导", fill_structure),
    ("页面", fill_pages),
    ("英文页面", fill_english),
    ("演示账号", fill_people),
    ("演示诉求", fill_cases),
)


class Command(BaseCommand):
    help = "用 portal/demo 里的数据填充一个空站点；已经有的一律不动。"

    def handle(self, *args: Any, **options: Any) -> None:
        # Wagtail tells each page's life in three lines; here the counts below say enough.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        for name, step in STEPS:
            start = time.monotonic()
            self.stdout.write(f"{name}：", ending="")
            self.stdout.flush()
            self.stdout.write(f"{step()} 项（{time.monotonic() - start:.1f} 秒）")
        for text in missing_strings():
            self.stderr.write(f"英文页面还缺译文：{text[:60]}")
