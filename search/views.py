"""The search page: one address, the same for every visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import translate_url
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search import actions
from search.query import examples, read
from search.results import PAGE_SIZE, State

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

    from search.query import SearchQuery
    from search.results import Found, Hit


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    language = get_language() or "zh-hans"
    found = actions.find(read(request.GET, language=language))
    context = {
        "found": found,
        "q": found.query.typed,
        "hits": [(hit, _address(hit, language)) for hit in found.hits],
        "facets": [
            (facet, _line(found.query, kind=facet.kind)) for facet in found.facets
        ],
        "everything": _line(found.query, kind=""),
        "versions": _line(found.query, all_versions=not found.query.all_versions),
        "examples": examples(language),
        "page_obj": _page(found),
        "query_string": _line(found.query),
    }
    response = render(request, "search/results.html", context)
    if found.state is State.DOWN:
        # People read 200 and the page; a watcher reads this, and no cache keeps it.
        response["X-Search-State"] = "down"
        response["Cache-Control"] = "no-store"
    return response


def _line(
    query: SearchQuery, *, kind: str | None = None, all_versions: bool | None = None
) -> str:
    """The address line of the same question, narrowed or widened, from its first page."""
    chosen = query.kind if kind is None else kind
    widened = query.all_versions if all_versions is None else all_versions
    return urlencode(
        {
            "q": query.typed,
            **({"kind": chosen} if chosen else {}),
            **({"all": "1"} if widened else {}),
        }
    )


def _page(found: Found) -> Page[int]:
    """The shape that the roof's pagination shows; the hits themselves are already one page."""
    return Paginator(range(found.total), PAGE_SIZE).get_page(found.page)


def _address(hit: Hit, language: str) -> str:
    """A law has one text and a page in each language of the site; entries name the Chinese one."""
    in_other = hit.is_law and language != settings.LANGUAGE_CODE
    return translate_url(hit.url, language) if in_other else hit.url
