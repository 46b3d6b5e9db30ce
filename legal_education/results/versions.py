"""Where each version stands, and the words at an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from legal_education.choices import Standing
from legal_education.models import Article, LawVersion

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from common.addresses import ArticleAddress
    from legal_education.models import Law


@dataclass(frozen=True, slots=True)
class Placed:
    """A version and how it stands today."""

    version: LawVersion
    standing: Standing

    @property
    def in_force(self) -> bool:
        return self.standing == Standing.IN_FORCE


def placed(versions: Iterable[LawVersion], on: dt.date | None = None) -> list[Placed]:
    """One law's versions, the one in force first, then from the newest to the oldest."""
    day = on or timezone.localdate()
    ordered = sorted(versions, key=lambda version: version.date, reverse=True)
    newest = next((version for version in ordered if version.begun(day)), None)
    out = [Placed(version, _standing(version, newest, day)) for version in ordered]
    return sorted(out, key=lambda each: not each.in_force)


def _standing(version: LawVersion, newest: LawVersion | None, day: dt.date) -> Standing:
    if version.repealed(day):
        return Standing.REPEALED
    if version == newest:
        return Standing.IN_FORCE
    return Standing.SUPERSEDED if version.begun(day) else Standing.COMING


def versions_of(law: Law) -> list[Placed]:
    versions = list(law.versions.all())
    for version in versions:
        version.law = law
    return placed(versions)


def article_text(address: ArticleAddress) -> str | None:
    """The words at an address, or None where the library has no such article."""
    return (
        Article.objects.filter(
            version__law__key=address.law,
            version__date=address.date,
            number=address.number,
            sub=address.sub,
            repeat=address.repeat,
        )
        .values_list("text", flat=True)
        .first()
    )
