"""The tree check after every translation: wagtail-localize can leave a parent that believes it has no children.

It publishes after the commit from a copy read before the children came, and writes that copy's `numchild` back; the
children of such a page answer 404 (wagtail-localize issue 773).
"""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail_localize.models import TranslationLog

log = logging.getLogger(__name__)
STEP = Page.steplen


def connect() -> None:
    post_save.connect(on_translated, sender=TranslationLog)


def on_translated(
    instance: TranslationLog, *, raw: bool = False, **_kwargs: Any
) -> None:
    if raw:
        return
    key, locale = instance.source.object_id, instance.locale_id

    def check() -> None:
        path = (
            Page.objects.filter(translation_key=key, locale_id=locale)
            .values_list("path", flat=True)
            .first()
        )
        if path:
            check_line(str(path))

    check()
    # Publishing waits for the commit, and so does what it spoils.
    transaction.on_commit(check)


def check_line(path: str) -> int:
    """Count the children of the page and of all above it anew; how many had a wrong count."""
    line = [path[:end] for end in range(STEP, len(path) + 1, STEP)]
    mended = 0
    for pk, at, told in Page.objects.filter(path__in=line).values_list(
        "pk", "path", "numchild"
    ):
        real = Page.objects.filter(
            path__startswith=at, depth=len(at) // STEP + 1
        ).count()
        if real != told:
            Page.objects.filter(pk=pk).update(numchild=real)
            log.warning("Page %s said %s children and has %s", pk, told, real)
            mended += 1
    return mended
