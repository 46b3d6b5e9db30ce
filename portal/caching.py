"""Which pages a cache in front may keep, and for how long; browsers ask every time and are told 304."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.cache import has_vary_header

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

# What an editor publishes is seen by everybody after so many seconds at the latest.
FRONT_SECONDS = 30
PRIVATE = ("/admin/", "/files/", "/readyz", "/healthz", "/mode/")


class FrontCacheMiddleware:
    """A page that read nothing of its visitor but the mode is the same for all who chose that mode.

    A page that looked at the session or holds a form's token says so by `Vary: Cookie` and is nobody else's. The mode's
    own cookie is left out of `Vary`: with it a browser's every other cookie would make a copy of its own; the front
    cache keys on the mode instead (deploy/nginx.conf), and browsers ask anew each time because `max-age` is 0.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if "Cache-Control" in response.headers:
            return response
        response["Cache-Control"] = (
            f"public, max-age=0, s-maxage={FRONT_SECONDS}, must-revalidate"
            if _is_for_everybody(request, response)
            else "private, no-cache"
        )
        return response


def _is_for_everybody(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == 200
        and not request.path_info.startswith(PRIVATE)
        and not response.cookies
        and not has_vary_header(response, "Cookie")
    )
