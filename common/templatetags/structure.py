"""Whom to turn to, on any page: written once on the row of the bureau, a section or another body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from common.structure import Directory

if TYPE_CHECKING:
    from common.structure import Contact, OtherBody, Unit

register = template.Library()


@register.simple_tag
def directory() -> Directory:
    """The bureau and the hotline, for a page that shows several contacts."""
    return Directory.read()


@register.simple_tag
def contact_of(row: Unit | OtherBody | None) -> Contact:
    """How the section is reached; the bureau itself where none is named."""
    known = Directory.read()
    return known.contact(row or known.bureau)


@register.filter
def at(rows: dict[str, Any], key: str) -> Any:
    """What stands under a key; a template has no other way to ask by a variable."""
    return rows[key]
