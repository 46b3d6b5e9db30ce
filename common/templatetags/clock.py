"""The words of a clock in the page's language; where only Chinese is written, the element says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

if TYPE_CHECKING:
    from common.clock.rule import ClockRule

register = template.Library()

CHINESE = re.compile(r"([\u4e00-\u9fff](?:[\u4e00-\u9fff\d〔〕]*[\u4e00-\u9fff])?)")


@register.filter
def in_language(rule: ClockRule, field: str) -> str:
    return rule.in_language(field)


@register.simple_tag
def chinese_only(rule: ClockRule, field: str) -> str:
    """The attribute of an element whose words have no English."""
    language = get_language() or settings.LANGUAGE_CODE
    if language != settings.LANGUAGE_CODE and not getattr(
        rule, f"{field}_{language}", ""
    ):
        return SafeString(' lang="zh-Hans"')
    return ""


@register.filter
def chinese_marked(text: str) -> SafeString:
    """What stays Chinese on a page in another language, such as a notice's number, marked for whoever hears it read."""
    if (get_language() or settings.LANGUAGE_CODE) == settings.LANGUAGE_CODE:
        return conditional_escape(text)
    parts = CHINESE.split(text)
    marked = '<span lang="zh-Hans">{}</span>'
    return format_html_join(
        "",
        "{}",
        (
            (format_html(marked, part) if place % 2 else part,)
            for place, part in enumerate(parts)
        ),
    )
