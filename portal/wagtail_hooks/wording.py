"""用语检查 in the admin: the list, what was confirmed, a box to try in, and a page's own findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from common.pages import BasePage
from common.wording.entries import WordingEntry
from portal.wording import views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.urls import URLResolver
    from wagtail.log_actions import LogActionRegistry

ADDRESSES = [
    path("page/<int:pk>/", views.page, name="page"),
    path("try/", views.attempt, name="try"),
    path("site.<str:form>", views.site, name="site"),
]


ACTIVE = BooleanColumn("active", label="启用", sort_key="active")


class WordingViewSet(ModelViewSet):
    model = WordingEntry
    icon = "glasses"
    menu_label = "用语词表"
    menu_order = 330
    add_to_settings_menu = True
    list_display = ["pattern", "suggestion", "level", "kind", ACTIVE]
    list_filter = ["kind", "level", "active"]
    list_per_page = 60
    search_fields = ["pattern", "suggestion", "reason", "code"]
    inspect_view_enabled = True
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("code"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
            ],
            "词条",
        ),
        MultiFieldPanel(
            [
                FieldPanel("pattern"),
                FieldPanel("exceptions"),
                FieldRowPanel([FieldPanel("together"), FieldPanel("since")]),
            ],
            "查什么",
        ),
        MultiFieldPanel([FieldPanel("suggestion"), FieldPanel("reason")], "怎样说"),
        MultiFieldPanel([FieldPanel("hit"), FieldPanel("near")], "验证"),
        FieldPanel("active"),
    ]


@hooks.register("register_admin_viewset")
def register_list() -> WordingViewSet:
    return WordingViewSet("wording_list", url_prefix="wording/list")


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("wording/", include((ADDRESSES, "wording")))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """For everybody in the admin: a reply is a text too."""
    return MenuItem(
        "用语检查",
        reverse("wording:try"),
        name="wording-try",
        icon_name="glasses",
        order=331,
    )


@hooks.register("register_permissions")
def rights() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="common",
        codename__in=["add_wordingconfirmation", "confirm_grave_wording"],
    )


@hooks.register("register_page_header_buttons")
def header_button(page: Any, user: Any, **_kwargs: Any) -> Iterator[Button]:
    if _is_checked(page) and page.permissions_for_user(user).can_edit():
        yield Button(
            "用语检查",
            reverse("wording:page", args=[page.pk]),
            icon_name="glasses",
            priority=66,
        )


@hooks.register("after_publish_page")
def tell(request: HttpRequest, page: Any) -> None:
    """What does not keep a page back is still said, once it is out."""
    if not isinstance(page, BasePage):
        return
    found = page.passages.findings(page.pk)
    if found:
        first = "；".join(str(one).rstrip("。") for one in found[:3])
        messages.warning(
            request,
            f"用语检查还有 {len(found)} 处提示：{first}。全部见页面的“用语检查”。",
        )


@hooks.register("register_log_actions")
def log_action(actions: LogActionRegistry) -> None:
    @actions.register_action(views.CONFIRMED)
    class ConfirmedFormatter(LogFormatter):
        label = "确认误报"

        def format_message(self, entry: Any) -> str:
            return f"确认误报：“{entry.data['phrase']}”，理由：{entry.data['reason']}"


def _is_checked(page: Any) -> bool:
    """The menus are given pages as they were listed, not always as what they are."""
    return issubclass(page.specific_class or type(page), BasePage)
