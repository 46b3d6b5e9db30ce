"""What cites an article, by the article's lasting address, and the guard that keeps cited words in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import ProtectedError, Q

if TYPE_CHECKING:
    from collections.abc import Iterable

# SQLite takes some thousand terms in one query.
CHUNK = 400


class StillCitedError(ProtectedError):
    """Deleting would leave a reference with no words."""


class Citation(models.Model):
    """One thing of the site that stands on one article."""

    article_address = models.CharField("条文地址", max_length=400, db_index=True)
    content_type = models.ForeignKey(
        ContentType, verbose_name="引用对象类型", on_delete=models.CASCADE
    )
    object_id = models.PositiveBigIntegerField("引用对象编号")
    citing = GenericForeignKey("content_type", "object_id")
    label = models.CharField("引用对象", max_length=200)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "条文引用"
        verbose_name_plural = "条文引用"
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "article_address"],
                name="citation_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} → {self.article_address}"


class Guarded(models.Model):
    """A row whose words may be cited; deleting it is refused while they are."""

    class Meta:
        abstract = True

    @property
    def address_prefix(self) -> str:
        """What the addresses of all its articles begin with; ends in `/` unless it is one article's address."""
        raise NotImplementedError

    @classmethod
    def refuse_where_cited(cls, rows: Iterable[Any]) -> None:
        """StillCitedError, naming what cites them, where one of the rows is cited."""
        prefixes = [row.address_prefix for row in rows]
        for start in range(0, len(prefixes), CHUNK):
            found = list(
                Citation.objects.filter(_any_of(prefixes[start : start + CHUNK]))[:5]
            )
            if found:
                named = "；".join(str(citation) for citation in found)
                raise StillCitedError(f"仍被引用，不能删除：{named}", set(found))

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self.refuse_where_cited([self])
        return super().delete(*args, **kwargs)


def _any_of(prefixes: list[str]) -> Q:
    whole = [prefix for prefix in prefixes if not prefix.endswith("/")]
    condition = Q(article_address__in=whole)
    for prefix in prefixes:
        if prefix.endswith("/"):
            condition |= Q(article_address__startswith=prefix)
    return condition
