"""The admin's menus: nothing that leads outside, nothing that does not concern the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail import hooks
from wagtail.permissions import page_permission_policy

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.admin.menu import MenuItem


@hooks.register("construct_main_menu")
def reports_for_those_who_publish(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's help leads outside the building; whoever only works on cases has no page whose reports could matter."""
    items[:] = [item for item in items if item.name != "help"]
    if not page_permission_policy.user_has_any_permission(
        request.user, {"add", "change", "publish"}
    ):
        items[:] = [item for item in items if item.name != "reports"]
