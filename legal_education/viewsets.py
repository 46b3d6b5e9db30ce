"""Laws in the admin: editors look at them and keep their short names; the texts come from imports alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from legal_education.models import Law

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class TextsStandFastPolicy(ModelPermissionPolicy):
    """Nobody adds or deletes a law by hand."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action not in {"add", "delete"} and super().user_has_permission(
            user, action
        )

    def user_has_any_permission(self, user: AbstractBaseUser, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


register_permission_policy(Law, TextsStandFastPolicy(Law))


class LawViewSet(ModelViewSet):
    model = Law
    name = "laws"
    icon = "doc-full"
    menu_label = "法律法规"
    menu_order = 400
    add_to_admin_menu = True
    panels = [
        FieldPanel("title", read_only=True),
        FieldPanel("key", read_only=True),
        FieldPanel("level", read_only=True),
        FieldPanel("region", read_only=True),
        FieldPanel("issued_by", read_only=True),
        FieldPanel("aliases"),
    ]
    list_display = [
        "title",
        Column("get_level_display", label="效力位阶"),
        "region",
        Column("issued_by", label="制定机关"),
    ]
    list_filter = ["level", "region"]
    search_fields = ["title", "aliases"]
    search_backend_name = None
    ordering = ["key"]
    list_per_page = 50
    copy_view_enabled = False


law_viewset = LawViewSet("laws")
