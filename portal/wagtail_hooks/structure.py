"""机构与职能: the bureau, its sections and leaders, other bodies, and who holds which function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from common.structure import Bureau, Competence, OtherBody, Person, Unit
from portal.wagtail_hooks.guarded import GuardedDeleteView

if TYPE_CHECKING:
    from wagtail.admin.panels import Panel


def both(*names: str) -> list[Panel]:
    """A field and its English beside it."""
    return [
        FieldRowPanel([FieldPanel(name), FieldPanel(f"{name}_en")]) for name in names
    ]


class KeptViewSet(ModelViewSet):
    """With history, and with a door that holds what is in use."""

    delete_view_class = GuardedDeleteView
    copy_view_enabled = False
    list_per_page = 50


class BureauViewSet(KeptViewSet):
    model = Bureau
    icon = "home"
    menu_label = "本机构"
    list_display = ["name", "district", "address"]
    panels = [
        MultiFieldPanel(
            [
                *both("name"),
                FieldPanel("short_name"),
                FieldPanel("former_names"),
                *both("district"),
            ],
            "名称",
        ),
        MultiFieldPanel(both("duties"), "职能"),
        MultiFieldPanel(
            [
                *both("address", "hours"),
                FieldPanel("postcode"),
                FieldPanel("phones"),
                FieldPanel("fax"),
                FieldPanel("supervision"),
            ],
            "联系方式",
        ),
        MultiFieldPanel(
            [
                FieldPanel("credit_code"),
                FieldPanel("division_code"),
                FieldPanel("site_code"),
                *both("host_name"),
                FieldPanel("host_url"),
                FieldPanel("icp_number"),
                FieldPanel("police_number"),
            ],
            "标识和备案",
        ),
    ]


class UnitViewSet(KeptViewSet):
    model = Unit
    icon = "group"
    menu_label = "科室和下属单位"
    list_display = ["name", "parent", Column("phones", label="联系电话")]
    search_fields = ["name", "duties", "phones"]
    panels = [
        FieldPanel("code"),
        *both("name"),
        FieldPanel("parent"),
        FieldPanel("position"),
        FieldPanel("phones"),
        *both("address", "hours"),
        FieldPanel("postcode"),
        *both("duties"),
    ]


class PersonViewSet(KeptViewSet):
    model = Person
    icon = "user"
    menu_label = "领导"
    list_display = [
        "name",
        "post",
        "unit",
        BooleanColumn("is_head", label="主要负责人"),
        "since",
        "until",
    ]
    search_fields = ["name", "post", "portfolio"]
    panels = [
        FieldPanel("name"),
        *both("post"),
        FieldRowPanel([FieldPanel("is_head"), FieldPanel("position")]),
        FieldPanel("unit"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
        *both("portfolio", "resume"),
        FieldPanel("photo"),
    ]


class OtherBodyViewSet(KeptViewSet):
    model = OtherBody
    icon = "site"
    menu_label = "外部机构"
    list_display = [
        "name",
        Column("phones", label="联系电话"),
        BooleanColumn("unconfirmed", label="待核"),
        BooleanColumn("active", label="启用"),
    ]
    list_filter = ["unconfirmed", "active"]
    search_fields = ["name", "phones"]
    panels = [
        FieldPanel("code"),
        *both("name"),
        FieldPanel("phones"),
        FieldPanel("by_hotline"),
        *both("address"),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("unconfirmed"), FieldPanel("doubt")]),
        FieldPanel("active"),
    ]


class CompetenceViewSet(KeptViewSet):
    model = Competence
    icon = "key"
    menu_label = "职权分工（谁管什么）"
    list_display = [
        "function",
        "kind",
        "unit",
        "body",
        BooleanColumn("unconfirmed", label="待核"),
        BooleanColumn("active", label="启用"),
    ]
    list_filter = ["kind", "body", "unit", "unconfirmed", "active"]
    search_fields = ["function", "note", "basis", "category"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("code"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("category")]),
                *both("function"),
            ],
            "什么事",
        ),
        MultiFieldPanel(
            [
                FieldPanel("unit"),
                FieldPanel("body"),
                *both("where", "note"),
                FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
            ],
            "谁来管（科室和外部机构都不填，就是本局，科室未定）",
        ),
        MultiFieldPanel([FieldPanel("basis"), FieldPanel("basis_note")], "依据"),
        MultiFieldPanel([FieldPanel("unconfirmed"), *both("doubt")], "待核"),
        FieldRowPanel([FieldPanel("position"), FieldPanel("active")]),
    ]


class StructureGroup(ViewSetGroup):
    menu_label = "机构与职能"
    menu_icon = "group"
    menu_order = 300
    items = (
        BureauViewSet("bureau", url_prefix="structure/bureau"),
        UnitViewSet("units", url_prefix="structure/units"),
        PersonViewSet("people", url_prefix="structure/people"),
        CompetenceViewSet("competences", url_prefix="structure/competences"),
        OtherBodyViewSet("bodies", url_prefix="structure/bodies"),
    )


@hooks.register("register_admin_viewset")
def register_structure() -> StructureGroup:
    return StructureGroup()
