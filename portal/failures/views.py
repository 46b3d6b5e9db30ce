"""The pages of refusals and failures, each in both languages, in the frame, with the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from portal.failures import standing
from portal.failures.likely import likely_pages

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# The fields whose words a person has written at length; everything else is quickly chosen again.
TYPED = ("narrative", "place", "happened", "respondent")


def bad_request(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    too_big = isinstance(exception, RequestDataTooBig)
    status = 413 if too_big else 400
    return _page(request, str(status), status)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "404", 404, likely=likely_pages(request))


def not_allowed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A form's address opened in another way; the words of the answer for machines are kept."""
    page = _page(request, "405", 405)
    page["Allow"] = answer["Allow"]
    return page


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """Somebody asks too often; minutes are rounded up, and the header says the seconds."""
    page = _page(request, "429", 429, minutes=-(-seconds // 60))
    page["Retry-After"] = str(seconds)
    return page


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form has waited too long or cookies are off: give back every word that was typed, to be copied."""
    typed = [words for name in TYPED if (words := request.POST.get(name, "").strip())]
    return _page(request, "csrf", 403, typed=typed)


def server_error(request: HttpRequest) -> HttpResponse:
    """A file, for the database or the templates may be what failed."""
    return standing.answer(request, standing.FAILED, 500)


def _page(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
    return render(request, f"failures/{name}.html", context, status=status)
