"""Writing down what a thing of the site cites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_delete

from common.addresses import ArticleAddress
from common.citations.changes import settle
from common.citations.parser import read
from common.citations.resolving import resolve
from common.citations.table import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class Cited:
    """One article as a text cites it."""

    address: str
    paragraph: int = 0
    item: int = 0
    written: str = ""


@transaction.atomic
def record(obj: Model, addresses: Iterable[str | Cited], *, link: str = "") -> None:
    """Make what is given the only articles that the object cites; ValueError where one is no address.

    `link` is where the public sees the object; without it, only pages are named to the public.
    """
    wanted = {_key(one): one for one in map(_cited, addresses)}
    own = citations_by(obj)
    there = {
        (row.article_address, row.paragraph, row.item): row for row in own.iterator()
    }
    gone = [row.pk for key, row in there.items() if key not in wanted]
    own.filter(pk__in=gone).delete()
    label = str(obj)[:200]
    own.exclude(label=label, link=link).update(label=label, link=link)
    content_type = ContentType.objects.get_for_model(obj)
    Citation.objects.bulk_create(
        _row(
            one,
            content_type=content_type,
            object_id=obj.pk,
            label=label,
            link=link,
        )
        for key, one in wanted.items()
        if key not in there
    )
    follow(type(obj))
    settle(obj)


def citations_by(obj: Model) -> QuerySet[Citation]:
    return Citation.objects.filter(
        content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk
    )


def cited_in(text: str) -> list[Cited]:
    """The articles of the library that a running text names, each once, as its first writing has it."""
    references = [one for one in read(text) if one.article and not one.lost]
    found: dict[tuple[str, int, int], Cited] = {}
    for one, meant in zip(references, resolve(references), strict=True):
        if meant.address is not None:
            words = "".join(text[one.start : one.end].split())[:200]
            cited = Cited(
                str(meant.address), one.steps.paragraph, one.steps.item, words
            )
            found.setdefault(_key(cited), cited)
    return list(found.values())


def follow(model: type[Model]) -> None:
    """What is deleted cites nothing; called for each kind of thing that cites."""
    post_delete.connect(
        _forget, sender=model, dispatch_uid=f"citations-of-{model._meta.label}"
    )


def sweep() -> int:
    """Take away what deleted things have left behind; a chore, for those that were deleted past the signals."""
    gone = 0
    for pk in Citation.objects.values_list("content_type", flat=True).distinct():
        model = ContentType.objects.get_for_id(pk).model_class()
        rows = Citation.objects.filter(content_type=pk)
        if model is not None:
            rows = rows.exclude(object_id__in=model._base_manager.values("pk"))
        gone += rows.delete()[0]
    return gone


def _forget(instance: Model, **_kwargs: Any) -> None:
    citations_by(instance).delete()
    settle(instance)


def _cited(one: str | Cited) -> Cited:
    cited = one if isinstance(one, Cited) else Cited(one)
    plain = str(ArticleAddress.parse(cited.address))
    return Cited(plain, cited.paragraph, cited.item, cited.written)


def _key(one: Cited) -> tuple[str, int, int]:
    return one.address, one.paragraph, one.item


def _row(one: Cited, **citing: Any) -> Citation:
    address = ArticleAddress.parse(one.address)
    return Citation(
        article_address=one.address,
        law=address.law,
        version=address.date,
        number=address.number,
        sub=address.sub,
        paragraph=one.paragraph,
        item=one.item,
        written=one.written,
        **citing,
    )
