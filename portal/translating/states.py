"""翻译情况: where the translation of every page stands, section by section."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from common.minor_edits import MinorEdit
from common.tongues import HOME_DEPTH, STEP, is_outdated

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID


class State(models.TextChoices):
    CURRENT = "current", "最新"
    OUTDATED = "outdated", "译文过时"
    MISSING = "missing", "没有译文"
    IN_PROGRESS = "in-progress", "翻译中"


class Row(NamedTuple):
    """One Chinese page and its translation into one language."""

    page: Page
    target: Page | None
    state: State
    done: int
    total: int
    source: int | None


@dataclass
class Section:
    """A page below the home page with all that stands under it; the home page is one of its own."""

    page: Page
    rows: list[Row] = field(default_factory=list)

    @property
    def counts(self) -> list[tuple[str, int]]:
        found = Counter(row.state for row in self.rows)
        return [(state.label, found[state]) for state in State]

    @property
    def waiting(self) -> list[Row]:
        return [row for row in self.rows if row.state is not State.CURRENT]


def target_locales() -> list[Locale]:
    known = dict(settings.LANGUAGES)
    return [
        locale
        for locale in Locale.objects.exclude(language_code=settings.LANGUAGE_CODE)
        if locale.language_code in known
    ]


def chinese_pages() -> models.QuerySet[Page]:
    return (
        Page.objects.live()
        .filter(
            locale__language_code=settings.LANGUAGE_CODE,
            depth__gte=HOME_DEPTH,
            alias_of=None,
        )
        .order_by("path")
    )


def section_of(page: Page) -> str:
    """The path of the section that the page stands in."""
    return str(page.path[: STEP * (HOME_DEPTH + 1)])


def sections(locale: Locale) -> list[Section]:
    found: dict[str, Section] = {}
    for row in rows(locale):
        found.setdefault(section_of(row.page), Section(row.page)).rows.append(row)
    return list(found.values())


def rows(locale: Locale) -> list[Row]:
    known = _Known(locale)
    return [known.row(page) for page in chinese_pages().select_related("locale")]


class _Known:
    """All that the states are judged by, in six queries whatever the number of pages."""

    def __init__(self, locale: Locale) -> None:
        self.targets: dict[UUID, Page] = {
            page.translation_key: page
            for page in Page.objects.filter(locale=locale, alias_of=None)
        }
        self.sources: dict[UUID, tuple[int, dt.datetime]] = {
            key: (pk, day)
            for key, pk, day in TranslationSource.objects.filter(
                locale__language_code=settings.LANGUAGE_CODE
            ).values_list("object_id", "pk", "last_updated_at")
        }
        self.enabled = set(
            Translation.objects.filter(target_locale=locale, enabled=True).values_list(
                "source_id", flat=True
            )
        )
        self.held = dict(MinorEdit.objects.values_list("page_id", "holds_until"))
        self.words = _words(locale)

    def row(self, page: Page) -> Row:
        target = self.targets.get(page.translation_key)
        source, synced = self.sources.get(page.translation_key, (None, None))
        if source not in self.enabled:
            source, synced = None, None
        done, total = self.words.get(source, (0, 0)) if source else (0, 0)
        state = State.MISSING
        if target is not None:
            held = self.held.get(page.pk)
            state = _state(page, target, synced, held, finished=done == total)
        return Row(page, target, state, done, total, source)


def _words(locale: Locale) -> dict[int, tuple[int, int]]:
    """By source: how many of its strings have a translation that needs no second look, and how many there are."""
    done = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale=locale,
        has_error=False,
    )
    counted = (
        StringSegment.objects.exclude(context__path="slug")
        .annotate(is_done=Exists(done))
        .values_list("source_id", "is_done")
        .annotate(number=Count("pk"))
        .order_by()
    )
    found: dict[int, tuple[int, int]] = {}
    for source, is_done, number in counted:
        ready, total = found.get(source, (0, 0))
        found[source] = (ready + number * is_done, total + number)
    return found


def _state(
    page: Page,
    target: Page,
    synced: dt.datetime | None,
    held: dt.datetime | None,
    *,
    finished: bool,
) -> State:
    changed = page.last_published_at
    given = synced or target.last_published_at
    if changed and is_outdated(changed, given, None, held):
        return State.OUTDATED
    if not (target.live and finished) or target.has_unpublished_changes:
        return State.IN_PROGRESS
    # The translators have the new words, and the public still reads the old ones.
    if changed and is_outdated(changed, target.last_published_at, None, held):
        return State.IN_PROGRESS
    return State.CURRENT
