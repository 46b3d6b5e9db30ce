"""The law library's public pages; anonymous, without a session, the same for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.addresses import NUMBER, ArticleAddress
from common.addresses import numeral as written
from legal_education.choices import Level
from legal_education.forms import LibraryForm
from legal_education.models import Article, Heading, Law, LawVersion
from legal_education.results import (
    Placed,
    articles_citing,
    linked_lines,
    pages_citing,
    versions_of,
)

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

PER_PAGE = 50
CITING_PER_PAGE = 20
NATIONAL_DATABASE = "https://flk.npc.gov.cn"


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All laws by level and place, or those whose title holds some words."""
    form = LibraryForm(request.GET)
    chosen = form.chosen()
    counts = dict(
        Law.objects.values_list("level").annotate(count=Count("pk")).order_by()
    )
    laws = _matching(chosen).order_by("key")
    page_obj = Paginator(laws, PER_PAGE).get_page(request.GET.get("page"))
    standing = LawVersion.objects.in_force().filter(
        law__in=[law.pk for law in page_obj]
    )
    in_force = {version.law_id: version for version in standing.defer("history")}
    return render(
        request,
        "legal_education/library.html",
        {
            "form": form,
            "levels": [
                (code, label, counts.get(code, 0))
                for code, label in Level.choices
                if counts.get(code)
            ],
            "total": sum(counts.values()),
            "regions": Law.objects.exclude(region="")
            .values_list("region", flat=True)
            .distinct()
            .order_by("region"),
            "rows": [(law, in_force.get(law.pk)) for law in page_obj],
            "page_obj": page_obj,
            "query_string": urlencode(
                {name: value for name, value in chosen.items() if value}
            ),
            "chosen": chosen,
            "crumbs": _crumbs(),
        },
    )


def _matching(chosen: dict[str, str]) -> Any:
    laws = Law.objects.all()
    if chosen["level"]:
        laws = laws.filter(level=chosen["level"])
    if chosen["region"]:
        laws = laws.filter(region=chosen["region"])
    if chosen["title"]:
        laws = laws.filter(
            Q(title__icontains=chosen["title"]) | Q(aliases__icontains=chosen["title"])
        )
    return laws


@require_safe
def law(request: HttpRequest, key: str) -> HttpResponse:
    """Without a date the address leads to the version in force, or to the newest where none is."""
    found = get_object_or_404(Law, key=key)
    return redirect(
        "legal_education:version", found.key, _first(versions_of(found)).version.date
    )


@require_safe
def version(request: HttpRequest, key: str, date: dt.date) -> HttpResponse:
    """One version whole: facts, contents, every article."""
    placed, others = _version(key, date)
    contents = _contents(list(placed.version.headings.order_by("position")))
    articles = list(placed.version.articles.order_by("position"))
    for row in articles:
        row.version = placed.version
    return render(
        request,
        "legal_education/version.html",
        {
            "law": placed.version.law,
            "placed": placed,
            "version": placed.version,
            "others": others,
            "in_force": next((other for other in others if other.in_force), None),
            "repealing": _repealing(placed.version),
            "contents": contents,
            "nodes": _reading_order(contents, articles, placed.version),
            "national_database": NATIONAL_DATABASE,
            "crumbs": _crumbs((placed.version.law.key, "")),
        },
    )


@require_safe
def article_in_force(request: HttpRequest, key: str, numeral: str) -> HttpResponse:
    """An article without a date: the same number in the version in force."""
    found = get_object_or_404(Law, key=key)
    version_in_force = _first(versions_of(found)).version
    row = _article(version_in_force, numeral)
    return redirect(
        "legal_education:article", found.key, version_in_force.date, row.numeral
    )


@require_safe
def article(
    request: HttpRequest, key: str, date: dt.date, numeral: str
) -> HttpResponse:
    """One article: its words, where it stands, its neighbours, and the same number in other versions."""
    placed, others = _version(key, date)
    row = _article(placed.version, numeral)
    neighbours = placed.version.articles
    before = neighbours.filter(position__lt=row.position).order_by("-position").first()
    after = neighbours.filter(position__gt=row.position).order_by("position").first()
    for each in (before, after):
        if each:
            each.version = placed.version
    return render(
        request,
        "legal_education/article.html",
        {
            "law": placed.version.law,
            "placed": placed,
            "version": placed.version,
            "article": row,
            "lines": linked_lines(placed.version, [row])[row.pk],
            "pages_citing": pages_citing(row),
            "page_obj": Paginator(
                articles_citing(row, placed), CITING_PER_PAGE
            ).get_page(request.GET.get("page")),
            "title": _title(row),
            "repealing": _repealing(placed.version),
            "before": before,
            "after": after,
            "others": [(other, _url(other, row)) for other in _holding(others, row)],
            "in_force": next((other for other in others if other.in_force), None),
            "national_database": NATIONAL_DATABASE,
            "crumbs": _crumbs(
                (placed.version.law.key, placed.version.get_absolute_url()),
                (_title(row), ""),
            ),
        },
    )


def _version(key: str, date: dt.date) -> tuple[Placed, list[Placed]]:
    found = get_object_or_404(Law, key=key)
    everything = versions_of(found)
    here = next((each for each in everything if each.version.date == date), None)
    if here is None:
        raise Http404(_("法律法规库里没有这个版本。"))
    return here, [each for each in everything if each is not here]


def _first(versions: list[Placed]) -> Placed:
    if not versions:
        raise Http404(_("法律法规库里没有这部法律的文本。"))
    return versions[0]


def _article(version: LawVersion, numeral: str) -> Article:
    found = NUMBER.fullmatch(numeral)
    if found is None:
        raise Http404
    number, sub, repeat = (
        int(found[name] or 0) for name in ("number", "sub", "repeat")
    )
    row = get_object_or_404(
        version.articles.select_related("heading"),
        number=number,
        sub=sub,
        repeat=repeat,
    )
    row.version = version
    return row


def _title(row: Article) -> str:
    return row.label or _("条外文字第 %(count)d 段") % {"count": row.sub}


def _holding(others: list[Placed], row: Article) -> list[Placed]:
    """Those of the other versions that have an article of this number."""
    having = set(
        Article.objects.filter(
            version__in=[other.version.pk for other in others],
            number=row.number,
            sub=row.sub,
            repeat=row.repeat,
        ).values_list("version_id", flat=True)
    )
    return [other for other in others if other.version.pk in having and row.number]


def _url(other: Placed, row: Article) -> str:
    place = written(row.number, row.sub, row.repeat)
    return reverse(
        "legal_education:article",
        args=[other.version.law.key, other.version.date, place],
    )


def _contents(headings: list[Heading]) -> list[dict[str, Any]]:
    """Each heading with how deep it stands; the page's own title is the first level of HTML."""
    found = []
    for row in headings:
        depth = row.path.count(" / ") + 1
        found.append(
            {
                "depth": depth,
                "level": min(depth + 1, 6),
                "words": str(row),
                "position": row.position,
            }
        )
    return found


def _reading_order(
    headings: list[dict[str, Any]], articles: list[Article], version: LawVersion
) -> list[dict[str, Any]]:
    """Headings and articles as the text has them, made plain for a page of a thousand articles."""
    lines = linked_lines(version, articles)
    nodes = [*headings, *(_plain(row, lines[row.pk]) for row in articles)]
    return sorted(nodes, key=lambda node: node["position"])


def _plain(row: Article, lines: list[SafeString]) -> dict[str, Any]:
    return {
        "position": row.position,
        "lines": lines,
        "label": row.label,
        "numeral": row.numeral,
        "url": row.get_absolute_url(),
    }


def _repealing(version: LawVersion) -> dict[str, str] | None:
    """The article that repealed a version, as a link."""
    try:
        by = ArticleAddress.parse(version.repealed_by)
    except ValueError:
        return None
    words = by.citation if by.number else f"《{by.law}》"
    return {
        "path": reverse("legal_education:article", args=[by.law, by.date, by.numeral]),
        "citation": words,
    }


def _crumbs(*further: tuple[str, str]) -> list[dict[str, str]]:
    home = reverse("legal_education:library").removesuffix("law/")
    top = [
        (_("首页"), home),
        (_("法律法规库"), reverse("legal_education:library") if further else ""),
    ]
    return [{"title": title, "url": url} for title, url in [*top, *further]]
