"""Links from the references in a page's words to the articles they mean."""

from __future__ import annotations

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from common.citations.linking import linked_page

register = template.Library()


@register.filter(is_safe=True)
def linked_references(html: str) -> str:
    """Takes what is already safe, or escapes it first; nothing but links is added."""
    safe = conditional_escape(html)
    return SafeString(linked_page(str(safe)))
