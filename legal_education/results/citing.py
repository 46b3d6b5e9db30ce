"""What an article leads to, and what leads to it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Locale, Page

from common.citations import Citation, Link, linked
from legal_education.models import Article, CrossReference, LawVersion
from legal_education.results.resolving import Target, addresses_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from legal_education.results.versions import Placed


def linked_lines(
    version: LawVersion, articles: list[Article]
) -> dict[int, list[SafeString]]:
    """The articles' lines, each reference that leads somewhere a link; by the articles' keys."""
    rows = CrossReference.objects.filter(held=True, implied=False)
    if len(articles) == 1:
        rows = rows.filter(article=articles[0])
    else:
        rows = rows.filter(article__version=version)
    links = _links(list(rows))
    return {row.pk: _lines(row.text, links[row.pk]) for row in articles}


def _links(rows: list[CrossReference]) -> dict[int, list[Link]]:
    targets = {row.pk: Target(row.law, row.number, row.sub, row.date) for row in rows}
    meant = addresses_of(targets.values())
    links: dict[int, list[Link]] = defaultdict(list)
    for row in rows:
        path = meant[targets[row.pk]].path
        if path:
            links[row.article_id].append(Link(row.start, row.end, path))
    return links


def _lines(text: str, links: list[Link]) -> list[SafeString]:
    """A reference that is broken over two lines stays text."""
    out = []
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        own = [
            Link(link.start - at, link.end - at, link.path)
            for link in links
            if at <= link.start and link.end <= end
        ]
        out.append(linked(line, own))
        at = end + 1
    return out


def pages_citing(article: Article) -> list[tuple[str, str]]:
    """Title and address of what the public may see of the site's own that stands on the article."""
    rows = Citation.objects.filter(article_address=str(article.address))
    if not rows:
        return []
    kinds = {
        kind.pk
        for kind in ContentType.objects.get_for_models(*_page_models(rows)).values()
    }
    pages = (
        Page.objects.live()
        .public()
        .filter(
            pk__in=[row.object_id for row in rows if row.content_type_id in kinds],
            locale=Locale.get_active(),
        )
    )
    found = {(page.title, page.url) for page in pages if page.url}
    found |= {(row.label, row.link) for row in rows if row.link}
    return sorted(found)


def _page_models(rows: QuerySet[Citation]) -> list[type[Page]]:
    models = (
        ContentType.objects.get_for_id(pk).model_class()
        for pk in rows.values_list("content_type", flat=True).distinct()
    )
    return [model for model in models if model and issubclass(model, Page)]


def articles_citing(article: Article, here: Placed) -> QuerySet[Article]:
    """Articles in force that name this one; those that name no version mean the one in force."""
    versions = Q(references__date=here.version.date)
    if here.in_force:
        versions |= Q(references__date=None)
    return (
        Article.objects.filter(
            versions,
            references__law=here.version.law.key,
            references__number=article.number,
            references__sub=article.sub,
            version__in=LawVersion.objects.in_force().values("pk"),
        )
        .select_related("version__law")
        .order_by("version__law__key", "position")
        .distinct()
    )
