"""A translator's work outlives a change of the Chinese: the old words stand beside the new sentence, to be looked at."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation

from common import minor_edits

LOOK_AGAIN = "中文原文已改，请核对这句译文，改好后保存。"
# Below this a sentence counts as another one: half of it is new.
ALIKE = 0.5


def connect() -> None:
    post_save.connect(on_segment, sender=StringSegment)


def on_segment(
    instance: StringSegment, *, created: bool, raw: bool = False, **_kwargs: Any
) -> None:
    """Called while a page is synced: the segments of its old words are still there beside the new one."""
    if raw or not created:
        return
    known = _most_alike(instance)
    if known is None:
        return
    held = _is_minor(instance)
    for old in StringTranslation.objects.filter(
        translation_of=known.string, context=instance.context
    ):
        StringTranslation.objects.get_or_create(
            translation_of=instance.string,
            context=instance.context,
            locale=old.locale,
            defaults={
                "data": old.data,
                "translation_type": old.translation_type,
                "tool_name": old.tool_name,
                "last_translated_by": old.last_translated_by,
                # What is marked so is not shown to the public before a translator has said yes to it.
                "has_error": old.has_error or not held,
                "field_error": old.field_error if held else LOOK_AGAIN,
            },
        )


def _most_alike(new: StringSegment) -> StringSegment | None:
    before = (
        StringSegment.objects.filter(source=new.source, context=new.context)
        .exclude(string=new.string)
        .select_related("string")
    )
    judged = [
        (SequenceMatcher(None, one.string.data, new.string.data).ratio(), one)
        for one in before
    ]
    ratio, one = max(judged, key=lambda pair: pair[0], default=(0.0, None))
    return one if ratio >= ALIKE else None


def _is_minor(segment: StringSegment) -> bool:
    published = (
        Page.objects.filter(
            translation_key=segment.source.object_id, locale=segment.source.locale
        )
        .values_list("last_published_at", flat=True)
        .first()
    )
    held = minor_edits.held_until(segment.source.object_id)
    return bool(published and held and held >= published)
