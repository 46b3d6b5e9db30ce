"""From a reference to the article it means, asking the library few questions for many references."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from common.addresses import ArticleAddress
from common.citations import Kind, Resolved, Why
from common.citations.names import known
from legal_education.models import Article, LawVersion

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from common.citations import Here, Reference

CHUNK = 400
EDITION = ("pk", "date", "starts_on", "repealed_on")
YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:年(?P<month>\d{1,2})月(?P<day>\d{1,2})日)?"
)


@dataclass(frozen=True, slots=True)
class Target:
    """An article by its law's key; a year or a day where the words say which version."""

    law: str
    number: int
    sub: int = 0
    date: dt.date | None = None
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """What must be known of a version to choose it."""

    pk: int
    date: dt.date
    starts_on: dt.date
    repealed_on: dt.date | None


def resolve_all(
    references: Sequence[Reference], here: Here | None, on: dt.date | None
) -> list[Resolved]:
    """What each reference means; the resolver that the floor knows."""
    targets = [target_of(one, here) for one in references]
    found = addresses_of([one for one in targets if isinstance(one, Target)], on)
    return [
        found[one] if isinstance(one, Target) else Resolved(why=one) for one in targets
    ]


def target_of(reference: Reference, here: Here | None) -> Target | Why:
    """Where a reference points, or what it lacks to point anywhere."""
    if reference.lost:
        return Why.NO_PLACE
    steps = reference.steps
    if reference.law:
        key = known().key(reference.law)
        if key is None:
            return Why.NOT_HELD
        return Target(key, steps.article, steps.sub, None, reference.cue)
    if reference.kind is Kind.NAMED or here is None or not here.law:
        return Why.NO_LAW
    return Target(here.law, steps.article, steps.sub, here.date)


def addresses_of(
    targets: Iterable[Target], on: dt.date | None = None
) -> dict[Target, Resolved]:
    """Each target's article in the version that its words, its date or the day choose."""
    day = on or timezone.localdate()
    wanted = dict.fromkeys(targets)
    editions = _editions({target.law for target in wanted})
    chosen = {
        target: _choose(editions.get(target.law, []), target, day) for target in wanted
    }
    there = _articles(chosen)
    return {
        target: _resolved(target, edition, there) for target, edition in chosen.items()
    }


def _resolved(
    target: Target, edition: Edition | None, there: set[tuple[int, int, int]]
) -> Resolved:
    if edition is None:
        return Resolved(why=Why.NOT_HELD)
    if not target.number:
        return Resolved(target.law)
    if (edition.pk, target.number, target.sub) not in there:
        return Resolved(target.law, why=Why.NO_ARTICLE)
    address = ArticleAddress(target.law, edition.date, target.number, target.sub)
    return Resolved(target.law, address)


def _editions(keys: set[str]) -> dict[str, list[Edition]]:
    """Each law's versions, from the oldest to the newest."""
    found: dict[str, list[Edition]] = defaultdict(list)
    ordered = sorted(keys)
    for start in range(0, len(ordered), CHUNK):
        rows = LawVersion.objects.filter(law__key__in=ordered[start : start + CHUNK])
        for version in rows.order_by("date").values("law__key", *EDITION):
            key = version.pop("law__key")
            found[key].append(Edition(**version))
    return found


def _choose(editions: list[Edition], target: Target, day: dt.date) -> Edition | None:
    """The version that is named; else the one of the day; else the newest that the library has."""
    if target.date:
        return next((one for one in editions if one.date == target.date), None)
    found = YEAR.search(target.cue)
    if found:
        cued = [one for one in editions if _is_meant(one, found)]
        if cued:
            return cued[-1]
    begun = [one for one in editions if one.starts_on <= day]
    return next(iter([*reversed(begun), *reversed(editions)]), None)


def _is_meant(edition: Edition, said: re.Match[str]) -> bool:
    if said["month"]:
        words = f"{said['year']}-{said['month']:0>2}-{said['day']:0>2}"
        return words in {edition.date.isoformat(), edition.starts_on.isoformat()}
    return edition.date.year == int(said["year"])


def _articles(
    chosen: dict[Target, Edition | None],
) -> set[tuple[int, int, int]]:
    """Those of the wanted articles that there are: version, number, sub."""
    pairs = {
        (edition.pk, target.number)
        for target, edition in chosen.items()
        if edition and target.number
    }
    versions = sorted({pk for pk, _number in pairs})
    numbers = {number for _pk, number in pairs}
    there: set[tuple[int, int, int]] = set()
    for start in range(0, len(versions), CHUNK):
        rows = Article.objects.filter(version__in=versions[start : start + CHUNK])
        if len(numbers) <= CHUNK:
            rows = rows.filter(number__in=numbers)
        there.update(rows.values_list("version_id", "number", "sub"))
    return there
