"""The words of a clock in the page's language; where only Chinese is written, the element says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

if TYPE_CHECKING:
    from common.clock.rule import ClockRule

register = template.Library()


@register.filter
def in_language(rule: ClockRule, field: str) -> str:
    return rule.in_language(field)


@register.simple_tag
def chinese_only(rule: ClockRule, field: str) -> str:
    """The attribute of an element whose words have no English."""
    if get_language() == "en" and not getattr(rule, f"{field}_en"):
        return SafeString(' lang="zh-Hans"')
    return ""
