"""Every moment the index must hear of: published, unpublished, deleted, moved, re-slugged, restricted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from common import findable
from common.clock.rule import ClockRule
from common.structure import Person, Unit
from disclosure.models import DeadlinesPage, StructurePage
from portal.finding import branch_changed, page_changed

if TYPE_CHECKING:
    from django.db.models import Model


def connect() -> None:
    page_published.connect(on_page)
    page_unpublished.connect(on_page)
    post_delete.connect(on_page, sender=Page)
    post_page_move.connect(on_branch)
    page_slug_changed.connect(on_branch)
    for signal in (post_save, post_delete):
        signal.connect(on_restriction, sender=PageViewRestriction)
        for model in (Unit, Person):
            signal.connect(on_structure, sender=model)
        signal.connect(on_clock, sender=ClockRule)


def on_page(instance: Page, **_kwargs: Any) -> None:
    page_changed(instance)


def on_branch(instance: Page, **_kwargs: Any) -> None:
    branch_changed(instance)


def on_restriction(instance: PageViewRestriction, **_kwargs: Any) -> None:
    branch_changed(instance.page)


def on_structure(instance: Model, **_kwargs: Any) -> None:
    """The structure page is written from these tables."""
    for pk in StructurePage.objects.live().values_list("pk", flat=True):
        findable.changed("structure", pk)


def on_clock(instance: Model, **_kwargs: Any) -> None:
    """The calculator is found by the matters that it knows."""
    for pk in DeadlinesPage.objects.live().values_list("pk", flat=True):
        findable.changed("guide", pk)
