"""Questions about many versions and articles, in the law's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

if TYPE_CHECKING:
    import datetime as dt

    from legal_education.models import Article, Law, LawVersion

    Articles = models.QuerySet[Article]
    Laws = models.QuerySet[Law]
    Versions = models.QuerySet[LawVersion]
else:
    Articles = Laws = Versions = models.QuerySet


class Guard(models.QuerySet[Any]):
    """Rows that cannot be deleted while something cites their words."""

    def delete(self) -> tuple[int, dict[str, int]]:
        self.model.refuse_where_cited(self)
        return super().delete()


class LawQuerySet(Guard, Laws):
    """Laws by what is asked of them."""


class ArticleQuerySet(Guard, Articles):
    """Articles by what is asked of them."""


class VersionQuerySet(Guard, Versions):
    """Versions by the day on which they are looked at."""

    def begun(self, on: dt.date | None = None) -> VersionQuerySet:
        """Those whose day in force has come; where it is unknown, the version's own date stands for it."""
        return self.filter(starts_on__lte=on or timezone.localdate())

    def in_force(self, on: dt.date | None = None) -> VersionQuerySet:
        """Of each law the newest version that has begun, unless it is repealed."""
        day = on or timezone.localdate()
        newer = self.model._default_manager.filter(
            law=OuterRef("law"), date__gt=OuterRef("date"), starts_on__lte=day
        )
        standing = Q(repealed_on=None) | Q(repealed_on__gt=day)
        return self.begun(day).filter(standing).exclude(Exists(newer))
