"""A page in a language it may not have been translated into: where it stands there, what is shown, and how fresh that is.

Chinese is the source. Under another language's addresses a page without a translation is shown in Chinese, at the address
that its translation would have, so that nothing is hidden from a reader of that language and no copy has to be kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from common.minor_edits import held_until

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

SOURCE = settings.LANGUAGE_CODE
STEP = Page.steplen
HOME_DEPTH = 2


def shown_language(page: Page) -> str:
    """The language of the words on the page; an alias repeats the page it was made from."""
    origin = page.alias_of if page.alias_of_id else page
    return str(origin.locale.language_code)


def wanted_language(request: HttpRequest | None) -> str:
    return getattr(request, "LANGUAGE_CODE", "") or SOURCE


def source_of(page: Page) -> Page | None:
    """The Chinese page that this one translates; the page itself where it is Chinese."""
    if page.locale.language_code == SOURCE:
        return page
    return Page.objects.filter(
        translation_key=page.translation_key, locale__language_code=SOURCE
    ).first()


def below(page: Page, found: Any, *, deep: bool = False) -> Any:
    """Of the pages asked for those under this one, then the Chinese ones that its language has no live translation of."""
    shown = _under(page, deep=deep) | _untranslated(page, deep=deep)
    strange = Case(When(locale=page.locale, then=Value(0)), default=Value(1))
    return found.filter(shown).select_related("locale").order_by(strange, "path")


def _under(page: Page, *, deep: bool) -> Q:
    inside = Q(path__startswith=page.path)
    return inside & (Q(depth__gt=page.depth) if deep else Q(depth=page.depth + 1))


def _untranslated(page: Page, *, deep: bool) -> Q:
    if page.locale.language_code == SOURCE:
        return Q(pk__in=[])
    source = source_of(page)
    if source is None:
        return Q(pk__in=[])
    done = Page.objects.filter(locale=page.locale, live=True).values("translation_key")
    return _under(source, deep=deep) & ~Q(translation_key__in=done)


def child_in_chinese(page: Page, slug: str) -> Page | None:
    """The Chinese page that stands where a translated page has no such child; None where a translation exists."""
    source = None if page.locale.language_code == SOURCE else source_of(page)
    child = source.get_children().filter(slug=slug).first() if source else None
    if child is None:
        return None
    done = child.get_translations().filter(locale=page.locale, live=True)
    return None if done.exists() else child


def place_in(page: Page, code: str, request: HttpRequest) -> str:
    """The address of a Chinese page under another language: its translation's, or the one that would have."""
    with translation.override(code):
        return reverse("wagtail_serve", args=[_below_home(page, code, request)])


def _below_home(page: Page, code: str, request: HttpRequest) -> str:
    known: dict[tuple[str, str], str] = request.__dict__.setdefault("_places", {})
    key = (code, page.path)
    if key not in known:
        known[key] = _find(
            _Step(page.path, page.slug, page.translation_key), code, known
        )
    return known[key]


class _Step(NamedTuple):
    """A page on the way from the home page, as little of it as is needed."""

    path: str
    slug: str
    translation_key: Any

    @property
    def depth(self) -> int:
        return len(self.path) // STEP


def _find(step: _Step, code: str, known: dict[tuple[str, str], str]) -> str:
    if step.depth <= HOME_DEPTH:
        return ""
    twin = (
        Page.objects.filter(
            translation_key=step.translation_key, locale__language_code=code, live=True
        )
        .values_list("url_path", flat=True)
        .first()
    )
    if twin is not None:
        return str(twin).split("/", 2)[2]
    above = (code, step.path[:-STEP])
    if above not in known:
        row = Page.objects.values_list("path", "slug", "translation_key").get(
            path=above[1]
        )
        known[above] = _find(_Step(*row), code, known)
    return f"{known[above]}{step.slug}/"


class Freshness(NamedTuple):
    """What a reader of another language is told about a page's words."""

    state: str  # "missing", "outdated" or "current"
    source_on: dt.datetime | None
    translated_on: dt.datetime | None


def freshness(page: Page, code: str) -> Freshness | None:
    """None on a Chinese address and for a page written in that language alone."""
    if code == SOURCE:
        return None
    source = source_of(page)
    if shown_language(page) != code:
        return Freshness("missing", source and source.last_published_at, None)
    if source is None or not source.last_published_at:
        return None
    late = is_outdated(
        source.last_published_at,
        page.last_published_at,
        synced_on(source),
        held_until(source.translation_key),
    )
    return Freshness(
        "outdated" if late else "current",
        source.last_published_at,
        page.last_published_at,
    )


def synced_on(source: Page) -> dt.datetime | None:
    """When the translators were last given the Chinese page's words; None for a page translated by hand."""
    return (
        TranslationSource.objects.filter(
            object_id=source.translation_key, locale=source.locale
        )
        .values_list("last_updated_at", flat=True)
        .first()
    )


def is_outdated(
    source: dt.datetime,
    translated: dt.datetime | None,
    synced: dt.datetime | None,
    held: dt.datetime | None,
) -> bool:
    """A translation published anew says nothing newer than the words it was given; a minor edit leaves it true."""
    known = [moment for moment in (translated, synced) if moment]
    if not known:
        return False
    return source > max(min(known), held or min(known))


def to_bcp47(code: str) -> str:
    """zh-hans is written zh-Hans in a page."""
    return "zh-Hans" if code == "zh-hans" else code
