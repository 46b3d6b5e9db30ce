"""The page every page of the site begins from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import Http404
from django.utils.html import strip_tags
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from common import tongues
from common.structure import contact
from common.wording.passages import Passages
from common.wording.publishing import PublishRefused, WordedPageForm, blocking

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from wagtail.url_routing import RouteResult


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
    base_form_class = WordedPageForm

    class Meta:
        abstract = True

    @property
    def search_text(self) -> str:
        """Every word a reader sees beside the title and the summary; pages with more fields add theirs."""
        body = getattr(self, "body", None)
        return stream_text(body) if body is not None else ""

    @property
    def passages(self) -> Passages:
        """Every word that an editor has written on the page, field by field."""
        own = [
            field
            for field in self._meta.concrete_fields
            if isinstance(field, (models.CharField, models.TextField))
            and not field.choices
        ]
        inherited = {field.name for field in Page._meta.concrete_fields} - _READ
        parts: list[tuple[str, str]] = []
        for field in [*own, *_streams(self)]:
            if field.name not in inherited:
                parts.extend(_passages(field, getattr(self, field.name)))
        return Passages(parts)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Where this language has no such page, the Chinese one stands in its place."""
        try:
            return super().route(request, path_components)
        except Http404:
            slug = path_components[0] if path_components else ""
            child = tongues.child_in_chinese(self, slug) if slug else None
            if child is None:
                raise
            return child.specific.route(request, path_components[1:])

    def get_url_parts(
        self, request: HttpRequest | None = None
    ) -> tuple[int, str | None, str | None] | None:
        """On a page of another language a Chinese page's link keeps its reader in that language."""
        parts = super().get_url_parts(request)
        code = tongues.wanted_language(request)
        if (
            request is None
            or not parts
            or code == tongues.SOURCE
            or self.locale.language_code != tongues.SOURCE
        ):
            return parts
        return (parts[0], parts[1], tongues.place_in(self, code, request))

    def publish(self, revision: Any, user: Any = None, **how: Any) -> Any:
        """Whoever publishes past the form meets the same bar; what the clock publishes was let through before."""
        if user is not None and (found := blocking(revision.as_object())):
            raise PublishRefused(self, found)
        return super().publish(revision, user=user, **how)


# Of what Wagtail itself keeps of a page, these are read by people.
_READ = {"title", "seo_title", "search_description"}


def _streams(page: Page) -> list[StreamField]:
    return [f for f in page._meta.concrete_fields if isinstance(f, StreamField)]


def _passages(field: Any, value: Any) -> list[tuple[str, str]]:
    label = str(field.verbose_name)
    if not isinstance(field, StreamField):
        return [(label, value)] if value else []
    return [
        (f"{label}第{number}块", words)
        for number, child in enumerate(value, 1)
        if child.block_type != "address" and (words := _block_words(child))
    ]


def _block_words(child: Any) -> str:
    words = _words(child.block_type, child.value)
    return "\n".join(words or child.block.get_searchable_content(child.value))


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


def _contact_words(code: str) -> list[str]:
    found = contact(code)
    return [found.words] if found else []


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
    "contact": _contact_words,
}
