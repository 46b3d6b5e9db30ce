"""The pages that the demo shows in English too, through wagtail-localize."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from disclosure.models import DeadlinesPage, GuideIndexPage, GuidePage
from portal.fill.site import read
from portal.models import HomePage


def fill_english() -> int:
    """Translate the home page, the list of guides and one guide; the number made."""
    english = Locale.objects.get(language_code="en")
    chinese = Locale.objects.get(language_code="zh-hans")
    home = read("pages/home.toml")
    sections = {row["slug"]: row for row in read("pages/sections.toml")["section"]}
    guides = sections["guides"]
    deadlines = read("pages/deadlines.toml")
    strings = {row["zh"]: row["en"] for row in read("en/net-bar.toml")["string"]}
    jobs: list[tuple[type[Page], str, dict[str, str]]] = [
        (
            HomePage,
            "home",
            {home[key]: home["en"][key] for key in ("title", "tagline", "intro")},
        ),
        (
            GuideIndexPage,
            "guides",
            {
                guides["title"]: guides["title_en"],
                guides["summary"]: guides["summary_en"],
            },
        ),
        (GuidePage, "net-bar", strings),
        (
            DeadlinesPage,
            "deadlines",
            {row["zh"]: row["en"] for row in deadlines["string"]},
        ),
    ]
    made = 0
    for model, slug, words in jobs:
        page = model.objects.get(locale=chinese, slug=slug)
        if not page.has_translation(english):
            _translate(page, english, words)
            made += 1
    return made


@transaction.atomic
def _translate(page: Page, locale: Locale, words: dict[str, str]) -> None:
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source).select_related(
        "string", "context"
    ):
        english = words.get(segment.string.data)
        if english:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={
                    "data": english,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                },
            )
    translation.save_target(publish=True)


def missing_strings() -> list[str]:
    """What the translated demo pages still show in Chinese."""
    done: Any = StringTranslation.objects.filter(
        locale__language_code="en"
    ).values_list("translation_of", "context")
    pairs = set(done)
    segments = StringSegment.objects.exclude(context__path="slug").filter(
        source__translations__target_locale__language_code="en"
    )
    return [
        s.string.data
        for s in segments.select_related("string")
        if (s.string_id, s.context_id) not in pairs
    ]
