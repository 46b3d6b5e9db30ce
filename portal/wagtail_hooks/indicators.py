"""系统状况: what the rooms want watched, as a screen, and on the admin's first page what is out of bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from common.indicators import readings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser, User
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

TITLE = "系统状况"


def user_sees_indicators(user: User | AnonymousUser) -> bool:
    """Whoever edits or publishes, and administrators; it is nothing for those who only work on cases."""
    return bool(
        page_permission_policy.user_has_any_permission(
            user, {"add", "change", "publish"}
        )
    )


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    if not user_sees_indicators(request.user):
        return permission_denied(request)
    context = {
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "首页"},
            {"url": "", "label": TITLE},
        ],
        "header_title": TITLE,
        "header_icon": "glasses",
        "readings": readings(),
    }
    return render(request, "portal/indicators.html", context)


class OutOfBounds(Component):
    """The panel of the first page; where all is well it is not there."""

    name = "indicators"
    template_name = "portal/indicators_panel.html"
    order = 90

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        return {"readings": [reading for reading in readings() if not reading.is_ok]}


class IndicatorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return user_sees_indicators(request.user)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("indicators/", dashboard, name="indicators")]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    return IndicatorsMenuItem(
        TITLE, reverse("indicators"), name="indicators", icon_name="glasses", order=950
    )


@hooks.register("construct_homepage_panels")
def panel(request: HttpRequest, panels: list[Component]) -> None:
    if user_sees_indicators(request.user):
        panels.append(OutOfBounds())
