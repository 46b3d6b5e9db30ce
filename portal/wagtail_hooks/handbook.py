"""使用手册 in the admin: our own help, one page of docs/manual.md, where Wagtail's would lead outside the building."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from wagtail import hooks
from wagtail.admin.menu import MenuItem

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

TITLE = "使用手册"
MANUAL = settings.BASE_DIR / "docs" / "manual.md"


class Chapter(NamedTuple):
    """A heading of the second level and what stands under it."""

    anchor: str
    title: str
    body: SafeString


@lru_cache(maxsize=1)
def chapters() -> list[Chapter]:
    """The manual, read once a process; its first heading is the screen's own title."""
    words = MANUAL.read_text(encoding="utf-8")
    found = []
    for number, part in enumerate(re.split(r"^## ", words, flags=re.MULTILINE)[1:], 1):
        title, _, text = part.partition("\n")
        # The file is ours and raw HTML in it is shown, never obeyed.
        html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
        body = mark_safe(html)  # noqa: S308 - rendered with HTML off from a file of the installation
        found.append(Chapter(f"chapter-{number}", title.strip(), body))
    return found


@require_safe
def handbook(request: HttpRequest) -> HttpResponse:
    context = {
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "首页"},
            {"url": "", "label": TITLE},
        ],
        "header_title": TITLE,
        "header_icon": "help",
        "chapters": chapters(),
    }
    return render(request, "portal/handbook.html", context)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("handbook/", handbook, name="handbook")]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """For everybody who may sign in, whatever their role."""
    return MenuItem(
        TITLE, reverse("handbook"), name="handbook", icon_name="help", order=9999
    )


@hooks.register("insert_global_admin_css")
def house_colours() -> SafeString:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("portal/css/admin.css")
    )
