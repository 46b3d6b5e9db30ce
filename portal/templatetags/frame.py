"""What the frame of every page shows: the menu of the tree, the other language, the bureau's address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from common import tongues
from common.tongues import to_bcp47

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

register = template.Library()


def home_page(request: HttpRequest) -> Page | None:
    """The home page in the address's language, or the Chinese one where it is not translated."""
    site = Site.find_for_request(request)
    return site.root_page.localized if site else None


@register.simple_tag(takes_context=True)
def home_url(context: dict[str, Any]) -> str:
    return _other_path("/", tongues.wanted_language(context["request"]))


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[dict[str, Any]]:
    """The sections of the tree that an editor put into the menu, then the doors that are no pages."""
    request = context["request"]
    home = home_page(request)
    pages = (
        tongues.below(home, Page.objects.live().in_menu()).specific() if home else []
    )
    items = [
        {
            "title": page.title,
            "url": page.get_url(request),
        }
        for page in pages
    ]
    items.append({"title": _("谁管什么"), "url": reverse("disclosure:powers")})
    items.append({"title": _("法律法规库"), "url": reverse("legal_education:library")})
    items.append({"title": _("投诉举报咨询"), "url": reverse("complaints:index")})
    for item in items:
        item["here"] = request.path.startswith(item["url"])
    return items


@register.inclusion_tag("includes/language_switch.html", takes_context=True)
def language_switch(context: dict[str, Any]) -> dict[str, Any]:
    """The same place in each other language, with what stands behind the question mark where that may be shown."""
    request = context["request"]
    page = context.get("page")
    wanted = tongues.wanted_language(request)
    _, _, line = context["here"].partition("?")
    others = [
        {
            "code": to_bcp47(code),
            "name": name,
            "url": _place(page, request, code) + (f"?{line}" if line else ""),
        }
        for code, name in settings.LANGUAGES
        if code != wanted
    ]
    return {"others": others}


def _place(page: Any, request: HttpRequest, code: str) -> str:
    if not isinstance(page, Page):
        return _other_path(request.path, code)
    source = tongues.source_of(page) or page
    if code == tongues.SOURCE:
        twin = source if source.live else None
        path = twin.get_url_parts()[2] if twin and twin.get_url_parts() else None
        return str(path or "/")
    return tongues.place_in(source, code, request)


def _other_path(path: str, code: str) -> str:
    """The same path under another language; the source language has no prefix."""
    for known, _name in settings.LANGUAGES:
        if known != tongues.SOURCE and path.startswith(f"/{known}/"):
            path = path.removeprefix(f"/{known}")
    return path if code == tongues.SOURCE else f"/{code}{path}"


def _foreign(page: Page, request: HttpRequest) -> str:
    """The language of a page's words where it is not that of the page around them; else nothing."""
    shown = tongues.shown_language(page)
    return "" if shown == tongues.wanted_language(request) else to_bcp47(shown)


@register.simple_tag(takes_context=True)
def tongue(context: dict[str, Any], page: Page) -> SafeString | str:
    """The attribute of an element that shows words of a page in another language than the one around it."""
    code = _foreign(page, context["request"])
    return format_html(' lang="{}"', code) if code else ""


@register.simple_tag(takes_context=True)
def body_language(context: dict[str, Any]) -> str:
    """The language that the middle of the page is drawn in: that of its words, with their own labels."""
    request, page = context["request"], context.get("page")
    if isinstance(page, Page) and page.pk:
        return tongues.shown_language(page)
    return tongues.wanted_language(request)


@register.inclusion_tag("includes/language_notice.html", takes_context=True)
def language_notice(context: dict[str, Any]) -> dict[str, Any]:
    """Above the words: that they are not translated, or that the translation lags behind."""
    return {"fresh": _freshness(context)}


@register.inclusion_tag("includes/translation_day.html", takes_context=True)
def translation_day(context: dict[str, Any]) -> dict[str, Any]:
    """Below the words: the day of the Chinese text that they translate."""
    return {"fresh": _freshness(context)}


def _freshness(context: dict[str, Any]) -> tongues.Freshness | None:
    page = context.get("page")
    if not isinstance(page, Page) or not page.pk:
        return None
    return tongues.freshness(page, tongues.wanted_language(context["request"]))


@register.inclusion_tag("includes/alternates.html", takes_context=True)
def alternates(context: dict[str, Any]) -> dict[str, Any]:
    """For outside search engines: the page's own address, and the languages it truly exists in."""
    page, request = context.get("page"), context["request"]
    if not isinstance(page, Page) or not page.pk:
        return {"canonical": "", "links": []}
    source = tongues.source_of(page) or page
    twins = [source, *source.get_translations().live().specific()]
    links = [
        {"code": to_bcp47(twin.locale.language_code), "url": twin.get_full_url()}
        for twin in twins
        if twin.live and not twin.alias_of_id
    ]
    shown = source if _foreign(page, request) else page
    return {"canonical": shown.get_full_url(), "links": links}


@register.inclusion_tag("includes/breadcrumbs.html", takes_context=True)
def page_breadcrumbs(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """From the home page down to the page itself, each in the reader's language where it is translated."""
    request = context["request"]
    above = page.get_ancestors().live().filter(depth__gte=2).specific()
    crumbs = [
        {
            "title": _("首页") if p.depth == 2 else p.localized.title,
            "url": p.get_url(request),
        }
        for p in above
    ]
    return {"crumbs": [*crumbs, {"title": page.title, "url": ""}]}
