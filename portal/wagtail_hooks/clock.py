"""The rules of every deadline in the admin: the file is the start, what is edited here is the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from common.clock.rule import ClockRule
from portal.clocks.trial import TrialPanel, Tried

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wagtail.admin.panels import Panel


def fields(names: Iterable[str]) -> list[Panel]:
    return [FieldPanel(name) for name in names]


class ClockCreateView(Tried, generic.CreateView):
    pass


class ClockEditView(Tried, generic.EditView):
    pass


class ClockViewSet(ModelViewSet):
    model = ClockRule
    icon = "time"
    menu_label = "期限规则"
    menu_order = 320
    list_display = [
        "title",
        "number",
        Column("length", label="期限"),
        Column("get_certainty_display", label="把握", sort_key="certainty"),
        Column("valid_from", label="生效日", sort_key="valid_from"),
        BooleanColumn("active", label="启用", sort_key="active"),
    ]
    list_filter = ["group", "unit", "certainty", "binds", "active"]
    list_per_page = 60
    search_fields = ["title", "code", "number", "basis", "note"]
    ordering = ["position"]
    inspect_view_enabled = True
    add_view_class = ClockCreateView
    edit_view_class = ClockEditView
    panels = [
        MultiFieldPanel(
            fields(
                ("code", "clock", "number", "position", "group", "title", "title_en")
            ),
            "事项",
        ),
        MultiFieldPanel(
            [
                *fields(("begins", "begins_en")),
                FieldRowPanel(fields(("unit", "amount", "direction"))),
                FieldRowPanel(fields(("month", "day", "target"))),
                *fields(("binds", "rolls", "minimum", "from_next_day")),
                FieldPanel("on_working_days"),
            ],
            "怎样计算",
        ),
        MultiFieldPanel(
            fields(
                (
                    "pauses",
                    "pause_stated",
                    "restarts",
                    "stops",
                    "extension",
                    "extension_approver",
                    "extension_told",
                )
            ),
            "中止、重新起算、终止和延长",
        ),
        MultiFieldPanel(fields(("basis", "lapse", "certainty", "note")), "依据和后果"),
        FieldRowPanel(fields(("valid_from", "valid_to", "active")), "施行"),
        TrialPanel(heading="试算"),
    ]


@hooks.register("register_admin_viewset")
def register_clocks() -> ClockViewSet:
    return ClockViewSet("clocks", url_prefix="clocks")
