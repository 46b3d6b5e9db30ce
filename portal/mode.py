"""长者模式: one cookie with two values decides how every page is drawn; the switch is a link that sets it and returns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

COOKIE = "mode"
NORMAL = "normal"
ELDER = "elder"
MODES = (NORMAL, ELDER)
YEAR_SECONDS = 365 * 24 * 3600


def mode_of(request: HttpRequest) -> str:
    """Anything but the one word is the normal mode, so that the front cache holds two copies of a page and no more."""
    return ELDER if request.COOKIES.get(COOKIE) == ELDER else NORMAL


def here(request: HttpRequest) -> str:
    """Where the switch leads back to; of a case's pages the path alone, for what follows it may be a query code."""
    if resolve_room(request) == "complaints":
        return request.path
    return request.get_full_path()


def resolve_room(request: HttpRequest) -> str:
    """The room whose address this is, or nothing for a page of the tree and for an address that leads nowhere."""
    match = request.resolver_match
    return match.app_name if match else ""


class ModeMiddleware:
    """Puts the mode on the request, for the frame and for whoever draws a page without it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.mode = mode_of(request)  # type: ignore[attr-defined]  # Django lets a request carry what its middleware finds
        return self.get_response(request)


@require_safe
@never_cache
def switch(request: HttpRequest, mode: str) -> HttpResponseRedirect:
    """Back to where the reader was; an address outside the site leads home instead. 404 for a word that is no mode."""
    if mode not in MODES:
        raise Http404
    place = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(place, allowed_hosts=None):
        place = "/"
    response = HttpResponseRedirect(place)
    response.set_cookie(
        COOKIE,
        mode,
        max_age=YEAR_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
