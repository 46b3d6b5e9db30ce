"""Writes down anew what every published page cites; after an update that taught the parser something."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from wagtail.models import Page

from common.citations.pages import record_page


class Command(BaseCommand):
    help = "重新登记每个已发布网页所引用的条文。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        count = 0
        for page in Page.objects.live().specific().iterator(chunk_size=100):
            record_page(page)
            count += 1
        self.stdout.write(f"已登记 {count} 个网页。")
