"""Every moment the index must hear of: published, unpublished, deleted, moved, re-slugged, restricted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from common import chores, findable
from common.clock.rule import ClockRule
from common.structure import Bureau, Competence, OtherBody, Person, Unit
from disclosure.actions import record_bases, record_basis
from disclosure.models import DeadlinesPage, ElsewherePage, StructurePage
from portal.failures import standing
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
        for model in (Bureau, Unit, Person, OtherBody, Competence):
            signal.connect(on_structure, sender=model)
        signal.connect(on_clock, sender=ClockRule)
    for model in (Bureau, OtherBody):
        post_save.connect(on_phones, sender=model)
    post_save.connect(on_competence, sender=Competence)
    chores.register("competence-basis", dt.timedelta(days=1), record_bases)


def on_page(instance: Page, **_kwargs: Any) -> None:
    page_changed(instance)


def on_branch(instance: Page, **_kwargs: Any) -> None:
    branch_changed(instance)


def on_restriction(instance: PageViewRestriction, **_kwargs: Any) -> None:
    branch_changed(instance.page)


def on_phones(*, raw: bool = False, **_kwargs: Any) -> None:
    """The pages for the worst hour show the bureau's phones."""
    if not raw:
        transaction.on_commit(standing.write_all, robust=True)


def on_structure(instance: Model, *, raw: bool = False, **_kwargs: Any) -> None:
    """Pages are written from these tables: those that show them all, and those that point at this row."""
    if raw:  # a copy being restored: whoever restores it builds the index anew
        return
    for kind in (StructurePage, ElsewherePage):
        for page in kind.objects.live():
            page_changed(page)
    for thing, _references in ReferenceIndex.get_grouped_references_to(instance):
        if isinstance(thing, Page):
            page_changed(thing)
    findable.changed_many("competence", _competences(instance))


def on_competence(instance: Competence, *, raw: bool = False, **_kwargs: Any) -> None:
    """Rows that came with the software arrive past this signal; the daily chore records theirs."""
    if not raw:
        record_basis(instance)


def _competences(instance: Model) -> list[int]:
    """The functions that say something of this row; an unnamed section means the bureau."""
    match instance:
        case Competence():
            return [instance.pk]
        case OtherBody(code="hotline-12345"):
            rows = Competence.objects.filter(body__by_hotline=True)
        case OtherBody() | Unit():
            rows = instance.competences.all()
        case Bureau():
            rows = Competence.objects.filter(body=None, unit=None)
        case _:
            return []
    return list(rows.values_list("pk", flat=True))


def on_clock(instance: Model, **_kwargs: Any) -> None:
    """The calculator is found by the matters that it knows."""
    for pk in DeadlinesPage.objects.live().values_list("pk", flat=True):
        findable.changed("guide", pk)
