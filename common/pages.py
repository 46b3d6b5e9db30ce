"""The page every page of the site begins from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.html import strip_tags
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Callable


class BasePage(Page):
    """Title, a sentence that says what the page is for, and how search names its kind."""

    # A code that is a key of search.choices labels; None is never found.
    search_kind: str | None = None

    summary = models.TextField(
        "摘要",
        blank=True,
        max_length=300,
        help_text="一两句话，显示在列表和搜索结果中。",
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        abstract = True

    @property
    def search_text(self) -> str:
        """Every word a reader sees beside the title and the summary; pages with more fields add theirs."""
        body = getattr(self, "body", None)
        return stream_text(body) if body is not None else ""


def stream_text(stream: Any) -> str:
    """The words of a StreamField, without markup."""
    parts: list[str] = []
    for child in stream:
        parts.extend(_words(child.block_type, child.value))
    return "\n".join(part for part in parts if part)


def _words(kind: str, value: Any) -> list[str]:
    reader = _READERS.get(kind)
    return reader(value) if reader else []


def _table_words(table: Any) -> list[str]:
    heads = [column["heading"] for column in table.columns]
    return [
        "，".join(heads),
        *("，".join(str(cell.value) for cell in row) for row in table.rows),
    ]


# A kind of block without words (a picture) is left out.
_READERS: dict[str, Callable[[Any], list[str]]] = {
    "heading": lambda value: [value],
    "notice": lambda value: [value],
    "paragraph": lambda value: [strip_tags(value.source)],
    "bullets": lambda value: [str(item) for item in value],
    "numbers": lambda value: [str(item) for item in value],
    "table": _table_words,
    "chart": lambda value: [
        value["title"],
        value["text"],
        *_table_words(value["table"]),
    ],
    "attachment": lambda value: [value.title] if value else [],
}
