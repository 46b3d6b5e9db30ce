"""What the admin shows of the floor's tables: the bureau's units and leaders."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from common.structure import Person, Unit


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
