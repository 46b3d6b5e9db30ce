"""Recording what of the site stands on which articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from common.addresses import ArticleAddress
from legal_education.models import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model


@transaction.atomic
def record_citations(obj: Model, addresses: Iterable[str]) -> None:
    """Make the addresses given the only ones that the object cites; ValueError where one is no address."""
    wanted = {str(ArticleAddress.parse(address)) for address in addresses}
    content_type = ContentType.objects.get_for_model(obj)
    own = Citation.objects.filter(content_type=content_type, object_id=obj.pk)
    own.exclude(article_address__in=wanted).delete()
    there = set(own.values_list("article_address", flat=True))
    Citation.objects.bulk_create(
        Citation(
            article_address=address,
            content_type=content_type,
            object_id=obj.pk,
            label=str(obj)[:200],
        )
        for address in sorted(wanted - there)
    )
