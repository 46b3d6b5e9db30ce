"""The guard that keeps cited words in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import ProtectedError, Q

from common.citations import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable

# SQLite takes some thousand terms in one query.
CHUNK = 400


class StillCitedError(ProtectedError):
    """Deleting would leave a reference with no words."""


class Guarded(models.Model):
    """A row whose words the site may cite; deleting it is refused while it does. Laws that cite it do not count."""

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
