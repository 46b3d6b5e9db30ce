"""How pages come into search: every page class with a `search_kind`, live, public and not expired."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import get_page_models

from common import findable, outbox
from common.findable import Entry
from common.pages import BasePage
from disclosure.index import CompetenceKindOfSearch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import QuerySet
    from wagtail.models import Page

LABELS = {
    "guide": _("办事指南"),
    "document": _("公开文件"),
    "lesson": _("普法文章"),
    "structure": _("机构职能"),
    "section": _("栏目"),
}
# A page of the bureau's own stands beside an administrative regulation; a mere list of pages stands behind.
AUTHORITY = {"section": 1}


class PageKind:
    """One kind of page that search finds; several page classes may share it."""

    def __init__(self, name: str, models: list[type[BasePage]]) -> None:
        self.name = name
        self.label = LABELS[name]
        self.models = models

    def entries(self, pks: Collection[int] | None = None) -> Iterator[Entry]:
        for model in self.models:
            pages = shown(model)
            if pks is not None:
                pages = pages.filter(pk__in=pks)
            for page in pages.select_related("locale").iterator(chunk_size=200):
                yield self._entry(page)

    def titles(self, words: str, limit: int) -> Iterator[Entry]:
        for model in self.models:
            for page in (
                shown(model)
                .filter(title__icontains=words)
                .select_related("locale")[:limit]
            ):
                yield self._entry(page)

    def members(self, ref: str) -> list[int]:
        return [int(ref)]

    def _entry(self, page: Any) -> Entry:
        return Entry(
            kind=self.name,
            pk=page.pk,
            title=page.title,
            text="\n".join([page.summary, page.search_text]),
            url=page.get_url() or "",
            language=page.locale.language_code,
            path=str(self.label),
            authority=AUTHORITY.get(self.name, 4),
            dated=page.first_published_at.date() if page.first_published_at else None,
        )


def shown(model: type[BasePage]) -> QuerySet[Any]:
    """Live, open to everybody, and not past its expiry even where the sweep has not come round yet."""
    unexpired = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
    return model.objects.live().public().filter(unexpired)


def register_kinds() -> None:
    by_kind: dict[str, list[type[BasePage]]] = {}
    for model in get_page_models():
        if issubclass(model, BasePage) and model.search_kind:
            by_kind.setdefault(model.search_kind, []).append(model)
    for name, models in sorted(by_kind.items()):
        findable.register(PageKind(name, models))
    findable.register(CompetenceKindOfSearch())


def page_changed(page: Page) -> None:
    kind = getattr(page.specific_class, "search_kind", None)
    if kind:
        findable.changed(kind, page.pk)


def branch_changed(page: Page) -> None:
    """A page and all below it: their addresses or their openness have changed."""
    keys = []
    for each in page.get_descendants(inclusive=True).select_related("content_type"):
        kind = getattr(each.specific_class, "search_kind", None)
        if kind:
            keys.append(f"{kind}:{each.pk}")
    outbox.put_many(findable.TOPIC, keys)
