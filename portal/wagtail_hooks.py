"""What the admin shows of the floor's tables: the bureau's units and leaders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import page_permission_policy

from common.structure import Person, Unit

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.admin.menu import MenuItem


class UnitViewSet(ModelViewSet):
    model = Unit
    icon = "group"
    menu_label = "机构"
    list_display = ["name", "parent", "phone"]
    search_fields = ["name", "duties"]
    exclude_form_fields: list[str] = []


class PersonViewSet(ModelViewSet):
    model = Person
    icon = "user"
    menu_label = "领导"
    list_display = ["name", "post", "unit"]
    search_fields = ["name", "post"]
    exclude_form_fields: list[str] = []


class StructureGroup(ViewSetGroup):
    menu_label = "机构与领导"
    menu_icon = "group"
    items = (
        UnitViewSet("units", url_prefix="structure/units"),
        PersonViewSet("people", url_prefix="structure/people"),
    )


@hooks.register("register_admin_viewset")
def register_structure() -> StructureGroup:
    return StructureGroup()


@hooks.register("construct_help_menu")
def no_outside_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's help leads to English pages outside the building."""
    items[:] = [
        item for item in items if item.name not in {"whats-new", "editor-guide"}
    ]


@hooks.register("construct_main_menu")
def reports_for_those_who_publish(request: HttpRequest, items: list[MenuItem]) -> None:
    """Whoever only works on cases has no page whose reports could matter."""
    if not page_permission_policy.user_has_any_permission(
        request.user, {"add", "change", "publish"}
    ):
        items[:] = [item for item in items if item.name not in {"reports", "help"}]
