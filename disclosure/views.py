"""谁管什么: every function with its holder, and where to turn when the holder is not this bureau."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from common import citations
from common.addresses import ArticleAddress
from common.blocks import basis_links
from common.structure import Competence, CompetenceKind, Directory, entries
from disclosure.forms import PowersForm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from common.structure import Entry


@require_safe
def powers(request: HttpRequest) -> HttpResponse:
    """The whole list, or what is left of it; the same for everybody, so it may be cached."""
    form = PowersForm(request.GET)
    kind = form.asked("kind")
    rows = Competence.objects.shown()
    known = entries(rows.filter(kind=kind) if kind else rows)
    found = form.narrow(known)
    context = {
        "form": form,
        "found": len(found),
        "narrowed": any(form.asked(name) for name in form.fields),
        "groups": _groups(found),
        "links": _links(found),
        "known": Directory.read(),
        "crumbs": crumbs(),
    }
    return render(request, "disclosure/powers.html", context)


@require_safe
def power(request: HttpRequest, code: str) -> HttpResponse:
    """One function, with the words of the articles that it rests on."""
    row = Competence.objects.shown().filter(code=code).first()
    if row is None:
        raise Http404
    entry = entries([row])[0]
    context = {"entry": entry, "crumbs": crumbs(entry.function)}
    return render(request, "disclosure/power.html", context)


def _groups(found: Iterable[Entry]) -> list[tuple[str, str, list[Entry]]]:
    by_kind: dict[str, list[Entry]] = {}
    for entry in found:
        by_kind.setdefault(entry.kind, []).append(entry)
    return [
        (kind.value, str(kind.label), by_kind[str(kind.label)])
        for kind in CompetenceKind
        if str(kind.label) in by_kind
    ]


def _links(found: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    """Each address once, with its path where the library holds the article; of laws that it lacks nothing is asked."""
    held = set(citations.law_names().values())
    addresses = sorted({address for entry in found for address in entry.basis})
    read = {address: ArticleAddress.parse(address) for address in addresses}
    links = {
        address: {"citation": told.citation, "path": "", "text": None}
        for address, told in read.items()
    }
    there = [address for address in addresses if read[address].law in held]
    return links | dict(zip(there, basis_links(there), strict=True))


def crumbs(here: str = "") -> list[dict[str, Any]]:
    from_home = {
        "title": gettext("首页"),
        "url": reverse("wagtail_serve", args=[""]),
    }
    room = {"title": gettext("谁管什么"), "url": ""}
    if not here:
        return [from_home, room]
    return [
        from_home,
        {**room, "url": reverse("disclosure:powers")},
        {"title": here, "url": ""},
    ]
