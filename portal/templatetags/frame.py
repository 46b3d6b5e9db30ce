"""What the frame of every page shows: the menu of the tree, the other language, the bureau's address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()


def home_page(request: HttpRequest) -> Page | None:
    """The home page in the address's language, or the Chinese one where it is not translated."""
    site = Site.find_for_request(request)
    return site.root_page.localized if site else None


@register.simple_tag(takes_context=True)
def home_url(context: dict[str, Any]) -> str:
    return "/en/" if context.get("in_english") else "/"


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections of the tree that an editor put into the menu, then the doors that are no pages."""
    request = context["request"]
    home = home_page(request)
    pages = home.get_children().live().in_menu() if home else Page.objects.none()
    items = [{"title": page.title, "url": page.get_url(request)} for page in pages]
    items.append({"title": _("谁管什么"), "url": reverse("disclosure:powers")})
    items.append({"title": _("法律法规库"), "url": reverse("legal_education:library")})
    items.append({"title": _("投诉举报咨询"), "url": reverse("complaints:index")})
    for item in items:
        item["here"] = request.path.startswith(item["url"])
    return items


@register.inclusion_tag("includes/language_switch.html", takes_context=True)
def language_switch(context: dict[str, Any]) -> dict[str, Any]:
    """The same place in the other language; where a page has no translation, that language's home."""
    request, english = context["request"], context.get("in_english", False)
    page = context.get("page")
    if isinstance(page, Page):
        url = _counterpart(page, request, english=english)
    else:
        url = request.path.removeprefix("/en") if english else f"/en{request.path}"
    return {"url": url, "english": english}


def _counterpart(page: Page, request: HttpRequest, *, english: bool) -> str:
    other = Locale.objects.filter(language_code="zh-hans" if english else "en").first()
    twin = page.get_translation_or_none(other) if other else None
    return (twin.get_url(request) if twin and twin.live else None) or (
        "/" if english else "/en/"
    )


@register.inclusion_tag("includes/breadcrumbs.html", takes_context=True)
def page_breadcrumbs(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """From the home page down to the page itself."""
    above = page.get_ancestors().live().filter(depth__gte=2)
    crumbs = [
        {
            "title": _("首页") if p.depth == 2 else p.title,
            "url": p.get_url(context["request"]),
        }
        for p in above
    ]
    return {"crumbs": [*crumbs, {"title": page.title, "url": ""}]}
