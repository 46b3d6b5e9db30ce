"""What the frame of every page needs, without touching the session or naming the visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi

from common.structure import Bureau
from common.tongues import to_bcp47
from portal.mode import here, mode_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    return {
        "bureau_name": SimpleLazyObject(_bureau_name),
        # What a page's template extends; its print page puts another in its place.
        "frame_template": "base.html",
        "demo": settings.DEMO,
        "mode": mode_of(request),
        "here": here(request),
        "text_direction": "rtl" if get_language_bidi() else "ltr",
        "language_tag": to_bcp47(get_language() or settings.LANGUAGE_CODE),
    }


def _bureau_name() -> str:
    """Asked for only where a template shows it, in the language of that page."""
    return Bureau.current().in_language("name")
