"""Words whose language is seen from their letters: names, addresses, titles that may have no translation."""

from __future__ import annotations

import re

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
HAN = re.compile(r"[\u4e00-\u9fff]")


@register.simple_tag
def said(words: object) -> str:
    """The attribute of an element that holds nothing but these words, where they are Chinese and the page is not."""
    language = get_language() or settings.LANGUAGE_CODE
    if language == settings.LANGUAGE_CODE or not HAN.search(str(words)):
        return ""
    return SafeString(' lang="zh-Hans"')
