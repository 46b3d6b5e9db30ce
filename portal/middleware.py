"""The roof's middleware: the language of an address, and one transaction for each change in Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import translation

from common.tongues import to_bcp47
from common.wording.publishing import PublishRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# 受理中心 opens its transactions in its own actions, and a password hash must not hold a write lock.
EXEMPT = ("/admin/cases/", "/admin/login/", "/admin/password_reset/")


class LanguageFromPathMiddleware:
    """Each language under its code, /en/, and Chinese elsewhere; the visitor's headers and cookies decide nothing, so pages stay cacheable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = _language_of(request.path_info)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", to_bcp47(language))
        return response


def _language_of(path: str) -> str:
    first = path.strip("/").split("/", 1)[0]
    known = first in dict(settings.LANGUAGES) and path.startswith(f"/{first}/")
    return first if known else settings.LANGUAGE_CODE


class AdminTransactionMiddleware:
    """An unsafe request to Wagtail's own addresses succeeds whole or not at all.

    Wagtail opens no transaction of its own round an edit, so an outbox row and the page it speaks of could part.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        if (
            request.method in SAFE
            or not request.path_info.startswith("/admin/")
            or request.path_info.startswith(EXEMPT)
        ):
            return None
        request.POST  # noqa: B018 - the body is read before the write lock is taken, so a slow upload holds nobody up
        try:
            return self._whole(request, view, args, kwargs)
        except PublishRefused as refused:
            messages.error(request, str(refused))
            return redirect("wording:page", refused.page_id)

    def _whole(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase:
        with transaction.atomic():
            response: Any = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response = response.render()
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response
