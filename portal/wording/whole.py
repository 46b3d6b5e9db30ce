"""Every published page with what the checks find on it, as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

from common.pages import BasePage

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADINGS = ["页面", "网址", "位置", "级别", "类别", "原文", "理由", "建议"]


def rows() -> Iterator[list[str]]:
    for page in Page.objects.live().order_by("path").specific().iterator(100):
        if isinstance(page, BasePage):
            for one in page.passages.findings(page.pk):
                found = one.finding
                yield [
                    page.title,
                    page.url or "",
                    one.place,
                    found.level.label,
                    found.kind.label,
                    found.shown,
                    found.reason,
                    found.suggestion,
                ]
