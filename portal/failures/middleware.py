"""Maintenance, too many requests, and answers that Django leaves empty."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from common.limits import TooManyRequests
from portal.failures import standing, views

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

# While the portal is in maintenance the machine that watches it still hears the truth.
ALWAYS = ("/healthz", "/readyz")


def maintenance_file() -> Path:
    """While this file is there, nobody but a watcher gets in; it holds the seconds until it is worth asking again."""
    return Path(settings.VAR_DIR) / "maintenance"


class FailuresMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        mark = maintenance_file()
        if mark.exists() and request.path_info not in ALWAYS:
            response = standing.answer(request, standing.MAINTENANCE, 503)
            response["Retry-After"] = str(_seconds(mark))
            return response
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            return views.not_allowed(request, response)
        return response

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, TooManyRequests):
            return views.too_many(request, exception.seconds)
        return None


def _seconds(mark: Path) -> int:
    words = mark.read_text(encoding="utf-8").strip()
    return int(words) if words.isdecimal() else standing.RETRY_SECONDS
