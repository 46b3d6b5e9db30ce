"""Outputs in templates: a chart's drawing, a QR code, and the links to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings

from common.outputs import qr_svg
from common.outputs.charts import draw
from common.outputs.press import available

if TYPE_CHECKING:
    from django.utils.safestring import SafeString
    from wagtail.models import Page

    from common.outputs.charts import Drawing

register = template.Library()


@register.simple_tag
def drawing(value: Any) -> Drawing:
    """The chart of a block's table; a block is only saved when it can be drawn."""
    table = value["table"]
    headings = [column["heading"] for column in table.columns]
    return draw(value["kind"], headings, [row["values"] for row in table.row_data])


@register.filter
def unlocal(value: float) -> str:
    """A number as SVG reads it, in every language."""
    return f"{float(value):g}"


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    return qr_svg(text, label)


@register.simple_tag(takes_context=True)
def own_address(context: dict[str, Any], page: Page) -> str:
    """The page's whole address on the site's own host, whoever asks."""
    return f"{settings.SITE_URL}{page.get_url(context['request'])}"


@register.inclusion_tag("common/outputs/paper_links.html", takes_context=True)
def paper_links(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """Printing is always there; the PDF only where one can be made."""
    return {"url": page.get_url(context["request"]), "pdf": available()}
