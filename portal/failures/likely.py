"""What somebody may have meant who came to an address that leads nowhere."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from wagtail.models import Page

from common.tongues import SOURCE, wanted_language
from search import actions
from search.query import read

if TYPE_CHECKING:
    from django.http import HttpRequest

MOST = 5
# A longer address is nobody's typing error, and comparing costs by the letter.
LONGEST = 80


class Likely(NamedTuple):
    """A page that may be the one."""

    title: str
    url: str


def likely_pages(request: HttpRequest) -> list[Likely]:
    """Pages whose place is called alike, then what search finds for Chinese words in the address; five at most."""
    words = [part for part in request.path.split("/") if part][-1:]
    if not words or len(words[0]) > LONGEST:
        return []
    found = _called_alike(words[0], request)
    if any("\u4e00" <= letter <= "\u9fff" for letter in words[0]):
        found += _searched(words[0], request)
    return list({one.url: one for one in found if one.url}.values())[:MOST]


def _called_alike(word: str, request: HttpRequest) -> list[Likely]:
    """Live public pages at other places with the same last part, or one that differs by a slip."""
    pages = (
        Page.objects.live().public().filter(locale__language_code=SOURCE, depth__gt=2)
    )
    beginning = Q(slug__startswith=word[:3]) | Q(slug__endswith=word[-3:])
    slugs = pages.filter(beginning).values_list("slug", flat=True)[:200]
    near = get_close_matches(word, set(slugs), n=3, cutoff=0.6)
    return [
        Likely(page.title, page.get_url(request) or "")
        for page in pages.filter(slug__in=near).specific()[:3]
    ]


def _searched(word: str, request: HttpRequest) -> list[Likely]:
    found = actions.find(read({"q": word}, language=wanted_language(request)))
    return [
        Likely(f"{hit.title} {hit.heading}".strip(), hit.url) for hit in found.hits[:3]
    ]
