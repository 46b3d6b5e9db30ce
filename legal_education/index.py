"""How articles are found: one entry for each article of each version, with the law's facts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from common import findable
from common.addresses import ArticleAddress
from common.findable import Entry
from legal_education.models import Article, LawVersion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from django.db.models import QuerySet

    from legal_education.queries import VersionQuerySet

CHUNK = 500
ROWS = 2000
FIELDS = ("pk", "version_id", "number", "sub", "repeat", "text", "heading__path")


class ArticleKind:
    """Law articles as search knows them."""

    name = "article"
    label: Any = _("法律条文")  # lazy: said in the language of whoever asks
    models = (Article,)

    def entries(self, pks: Collection[int] | None = None) -> Iterator[Entry]:
        """Versions are few and are held; articles are many and pass by."""
        if pks is None:
            yield from Shelf(LawVersion.objects.all()).entries(
                Article.objects.order_by("pk")
            )
            return
        wanted = sorted(pks)
        for start in range(0, len(wanted), CHUNK):
            articles = Article.objects.filter(pk__in=wanted[start : start + CHUNK])
            theirs = set(articles.values_list("version_id", flat=True))
            shelf = Shelf(LawVersion.objects.filter(pk__in=theirs))
            yield from shelf.entries(articles.order_by("pk"))

    def members(self, ref: str) -> list[int]:
        """`v12` stands for all articles that version 12 holds; one that left it was told by its own key."""
        if ref.startswith("v"):
            return list(
                Article.objects.filter(version_id=int(ref[1:])).values_list(
                    "pk", flat=True
                )
            )
        return [int(ref)]

    def titles(self, words: str, limit: int) -> Iterator[Entry]:
        """The first article of each law in force whose title holds the words."""
        versions = LawVersion.objects.in_force().filter(law__title__icontains=words)
        chosen = list(
            versions.order_by("law__key").values_list("pk", flat=True)[:limit]
        )
        firsts = [
            Article.objects.filter(version_id=pk)
            .order_by("position")
            .values_list("pk", flat=True)
            .first()
            for pk in chosen
        ]
        yield from self.entries([pk for pk in firsts if pk is not None])


class Shelf:
    """The versions that a walk meets and which of them are in force, read once."""

    def __init__(self, met: VersionQuerySet) -> None:
        fields = ("pk", "date", "law__key", "law__title", "law__level", "law__region")
        known = met.select_related("law").only(*fields)
        self.versions = {version.pk: version for version in known}
        self.current = set(met.in_force().values_list("pk", flat=True))

    def entries(self, articles: QuerySet[Article]) -> Iterator[Entry]:
        for pk, version_pk, number, sub, repeat, text, path in articles.values_list(
            *FIELDS
        ).iterator(chunk_size=ROWS):
            version = self.versions.get(version_pk)
            if (
                version is None
            ):  # imported while this walk was under way; its own outbox row brings it
                continue
            law = version.law
            address = ArticleAddress(law.key, version.date, number, sub, repeat)
            yield Entry(
                kind=ArticleKind.name,
                pk=pk,
                title=law.key,
                heading=address.label if number else "",
                text=text,
                path=path or "",
                url=address.path,
                level=law.level,
                region=law.region,
                authority=law.authority,
                law=law.key,
                number=number,
                sub=sub if number else 0,
                current=version_pk in self.current,
                dated=version.date,
            )


@receiver(post_delete, sender=Article, dispatch_uid="article-deleted")
def tell_search(instance: Article, **_kwargs: Any) -> None:
    """By its own key: a version's reference stands for the articles that it still holds."""
    findable.changed_many(ArticleKind.name, [instance.pk])
