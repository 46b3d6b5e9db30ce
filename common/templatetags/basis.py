"""The legal basis of a page: each article with its words where the library has it, 未收录 where it has not."""

from __future__ import annotations

from typing import Any

from django import template

from common.blocks import basis_links

register = template.Library()

# Where the State keeps every law; the only outside address that a page of law names.
NATIONAL_DATABASE = "https://flk.npc.gov.cn"


@register.inclusion_tag("common/basis_list.html")
def basis_list(addresses: Any) -> dict[str, Any]:
    """Takes the addresses themselves or the stream of blocks that holds them."""
    texts = [getattr(each, "value", each) for each in addresses or ()]
    return {"links": basis_links(texts), "national_database": NATIONAL_DATABASE}


@register.inclusion_tag("common/basis_link.html")
def basis_link(address: str) -> dict[str, Any]:
    return {"link": basis_links([address])[0], "national_database": NATIONAL_DATABASE}
