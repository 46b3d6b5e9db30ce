"""Health, errors and the pages that must work when nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from wagtail.documents.views.serve import serve

from common import outbox
from common.files import sandbox
from common.files.serving import harmless
from search import engine

if TYPE_CHECKING:
    from django.http import HttpRequest

OUTBOX_LATE_SECONDS = 300


def document(request: HttpRequest, identity: str, name: str) -> HttpResponse:
    """Wagtail asks who may have it and hands it out; that it runs nowhere is ours to say."""
    return harmless(serve(request, identity, name))


@never_cache
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(_request: HttpRequest) -> JsonResponse:
    """Database, index, outbox and workers; 503 where the database is gone or an effect waits too long to be taken.

    A lost index does not take the site down: pages and forms work without it, so it is told and not refused; nor do
    converters that are off, which make the form refuse pictures, PDF and office files. Nor does an effect that fails
    again and again, or was given up: the state is then `degraded`.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        found: dict[str, Any] = {
            "database": "ok",
            "index": engine.state(),
            "outbox_age_seconds": int(outbox.age().total_seconds()),
            "outbox_oldest_seconds": int(outbox.oldest().total_seconds()),
            "outbox_dead": outbox.dead_count(),
            "workers": outbox.living(),
            "converters": sandbox.state(),
        }
    except DatabaseError as fault:
        return JsonResponse({"database": type(fault).__name__}, status=503)
    late = found["outbox_age_seconds"] > OUTBOX_LATE_SECONDS
    sound = (
        not late
        and found["index"] == "ok"
        and found["outbox_oldest_seconds"] <= OUTBOX_LATE_SECONDS
        and not found["outbox_dead"]
        and found["workers"]
        and found["converters"] != "off"
    )
    return JsonResponse(
        {"state": "ok" if sound else "degraded", **found}, status=503 if late else 200
    )


def robots(request: HttpRequest) -> HttpResponse:
    """The demo is kept out of outside search engines; a real site shuts only what is nobody's business."""
    shut = (
        ["/"]
        if settings.DEMO
        else ["/admin/", "/search/", "/en/search/", "/complaints/track/"]
    )
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in shut),
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]
    return HttpResponse(
        "\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"
    )
