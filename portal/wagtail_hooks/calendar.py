"""工作日历 in the admin: its addresses, its menu entry, and the right to load a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.workdays import views

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.urls import URLResolver

ADDRESSES = [
    path("", views.present, name="present"),
    path("load/", views.load, name="load"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/withdraw/", views.withdraw, name="withdraw"),
]


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("calendar/", include((ADDRESSES, "workdays")))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """For everybody in the admin: whoever answers by a day wants to know why it is that day."""
    return MenuItem(
        views.TITLE,
        reverse("workdays:present"),
        name="workdays",
        icon_name="calendar-alt",
        order=700,
    )


@hooks.register("register_permissions")
def right() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="common", codename="change_holidaynotice"
    )
