"""英文缺失: what the public reads in English and nobody has written yet, kind by kind, each with its edit screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem

from common import translated
from portal.wagtail_hooks.indicators import user_sees_indicators

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

TITLE = "英文缺失"


@require_safe
def english_missing(request: HttpRequest) -> HttpResponse:
    if not user_sees_indicators(request.user):
        return permission_denied(request)
    finder = AdminURLFinder(request.user)
    context = {
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "首页"},
            {"url": "", "label": TITLE},
        ],
        "page_title": TITLE,
        "header_title": TITLE,
        "header_icon": "globe",
        "kinds": [_told(kind, finder) for kind in translated.kinds()],
    }
    return render(request, "portal/translated.html", context)


def _told(kind: translated.Kind, finder: AdminURLFinder) -> dict[str, Any]:
    rows = [
        {
            "name": lack.name,
            "words": "、".join(lack.words),
            "url": finder.get_edit_url(lack.row) if lack.row else None,
        }
        for lack in kind.lacking()
    ]
    return {"kind": kind, "total": kind.total(), "rows": rows}


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("english-missing/", english_missing, name="english_missing")]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return MenuItem(
        TITLE,
        reverse("english_missing"),
        name="english-missing",
        icon_name="globe",
        order=910,
    )
