"""受理中心 in the admin's frame: its addresses and its menu entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from complaints.models import Case
from complaints.permissions import user_works_on_cases
from complaints.views import case, desk, export, rights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest
    from django.urls import URLResolver

ADDRESSES = [
    path("", desk.listing, name="list"),
    path("export/", export.export, name="export"),
    path("rights/", rights.rights, name="rights"),
    path("rights/<int:pk>/withdraw/", rights.withdraw, name="withdraw"),
    path("<slug:number>/", case.detail, name="case"),
    path("<slug:number>/files/<int:position>/", case.file, name="file"),
    path("<slug:number>/<slug:name>/", case.act, name="act"),
]


class CasesMenuItem(MenuItem):
    """Shown to those who hold a right on cases, and to nobody else."""

    def is_shown(self, request: HttpRequest) -> bool:
        return user_works_on_cases(request.user)


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLResolver]:
    return [path("cases/", include((ADDRESSES, "desk")))]


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> CasesMenuItem:
    return CasesMenuItem(
        "受理中心",
        reverse("desk:list"),
        name="cases",
        icon_name="clipboard-list",
        order=50,
    )


class Waiting(Component):
    """On the first page: what waits in 受理中心, for those who work there."""

    name = "cases"
    template_name = "complaints/desk/waiting.html"
    order = 10

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        seen = Case.objects.visible_to(parent_context["request"].user)
        return {
            "mine": seen.mine(parent_context["request"].user).open().count(),
            "pool": seen.in_pool().count(),
        }


@hooks.register("construct_homepage_panels")
def waiting(request: HttpRequest, panels: list[Component]) -> None:
    if user_works_on_cases(request.user):
        panels.append(Waiting())
