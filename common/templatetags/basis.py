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
    """Takes the addresses themselves or the stream of blocks that holds them; the articles stand by their law."""
    texts = [getattr(each, "value", each) for each in addresses or ()]
    laws: dict[str, list[dict[str, Any]]] = {}
    for link in basis_links(texts):
        laws.setdefault(link["law"], []).append(link)
    shown = [
        {"name": name, "links": links, "held": any(link["text"] for link in links)}
        for name, links in laws.items()
    ]
    return {"laws": shown, "national_database": NATIONAL_DATABASE}


@register.inclusion_tag("common/basis_link.html")
def basis_link(address: str) -> dict[str, Any]:
    return {"link": basis_links([address])[0], "national_database": NATIONAL_DATABASE}
