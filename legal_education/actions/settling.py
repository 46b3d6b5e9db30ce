"""Days that one text gives another: when an amendment begins, and what a new law repeals.

Read from the library itself, so that it does not matter which source was imported first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from legal_education.actions.head import AT_ONCE, FROM
from legal_education.actions.reading import Fault
from legal_education.actions.wording import days_in, name_key, narrow
from legal_education.choices import DateBasis
from legal_education.models import Article, Law, LawVersion

if TYPE_CHECKING:
    import datetime as dt

ENDS = re.compile(
    r"(?:同时|即行|予以|相应|一并|均|随即|自[^，]{1,20}起)(?:予以|失效)?废止"
)
# 决定废止《…》 names them after the word.
OPENS = re.compile(r"(?:决定|[：:，,、]|^)\s*废止(?:以下|下列)?[^《，]{0,6}(?=《)")
TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
# Only a part of a law is repealed where an article, a word or 有关规定 follows its title.
PARTLY = re.compile(
    r"^(?:第|中|关于|有关|的规定|的有关|附件|等|规定的|制定|发布|公布|修改|施行后)"
)
AMENDMENT = re.compile(r"^(?P<law>.+?)修正案(?:（.*）)?$")
NAMED = re.compile(r"关于(?:修改|修订)[《〈](?P<law>.+?)[》〉](?:等.*)?的决定")


@dataclass(slots=True)
class Settled:
    """How many versions were given a day, and what stays open."""

    begun: int = 0
    repealed: int = 0
    changed: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Shelf:
    """Every version of every law, for finding by name without asking the database again."""

    versions: dict[int, list[LawVersion]]
    names: dict[str, int]

    def before(self, name: str, day: dt.date) -> LawVersion | None:
        """The newest version of the law so named that is older than the day."""
        law = self.names.get(name_key(name))
        older = [
            version for version in self.versions.get(law or 0, []) if version.date < day
        ]
        return older[-1] if older else None


def settle() -> Settled:
    """Bring every version's day in force and day of repeal to what the library's texts say."""
    done = Settled()
    shelf = _shelf()
    with transaction.atomic():
        _settle_beginnings(shelf, done)
        _settle_repeals(shelf, done)
    return done


def _shelf() -> Shelf:
    versions: dict[int, list[LawVersion]] = defaultdict(list)
    for version in (
        LawVersion.objects.select_related("law")
        .defer("history")
        .order_by("law", "date")
    ):
        versions[version.law_id].append(version)
    names = {}
    for pk, key, title in Law.objects.values_list("pk", "key", "title"):
        names[name_key(title)] = pk
        names[name_key(key)] = pk
    return Shelf(versions, names)


def _settle_beginnings(shelf: Shelf, done: Settled) -> None:
    """Versions of unknown day in force, as the decision of the same day says."""
    decisions: dict[tuple[str, dt.date], LawVersion] = {}
    for group in shelf.versions.values():
        for version in group:
            title = version.law.title
            found = AMENDMENT.match(title) or NAMED.search(title)
            if found:
                decisions[name_key(found["law"]), version.date] = version
    for group in shelf.versions.values():
        for version in group:
            decision = decisions.get((name_key(version.law.title), version.date))
            if decision is None or version.in_force_basis not in {
                DateBasis.UNKNOWN,
                DateBasis.DECISION,
            }:
                continue
            day = _beginning_of(decision)
            if day and (version.in_force_on, version.in_force_basis) != (
                day,
                DateBasis.DECISION,
            ):
                version.in_force_on, version.in_force_basis = day, DateBasis.DECISION
                version.save(
                    update_fields=["in_force_on", "in_force_basis", "starts_on"]
                )
                done.begun += 1
                done.changed.append(version.pk)


def _beginning_of(decision: LawVersion) -> dt.date | None:
    for text in (
        Article.objects.filter(version=decision)
        .order_by("-position")
        .values_list("text", flat=True)[:5]
    ):
        for sentence in re.split(r"[。；\n]", narrow(text)):
            if not re.search(r"本(?:决定|修正案)", sentence):
                continue
            found = FROM.search(sentence)
            if found:
                days = days_in(found["day"])
                return days[0][0] if days else None
            if AT_ONCE.search(sentence):
                return decision.date
    return None


def _settle_repeals(shelf: Shelf, done: Settled) -> None:
    """Recount all repeals: what no text says any more is taken back."""
    said = _repeals(shelf, done)
    for group in shelf.versions.values():
        for version in group:
            day, by = said.get(version.pk, (None, ""))
            if (version.repealed_on, version.repealed_by) != (day, by):
                version.repealed_on, version.repealed_by = day, by
                version.save(update_fields=["repealed_on", "repealed_by", "starts_on"])
                done.repealed += 1
                done.changed.append(version.pk)


def _repeals(shelf: Shelf, done: Settled) -> dict[int, tuple[dt.date, str]]:
    by_pk = {
        version.pk: version for group in shelf.versions.values() for version in group
    }
    said: dict[int, tuple[dt.date, str]] = {}
    texts = Article.objects.filter(Q(text__contains="废止") & Q(text__contains="》"))
    for version_pk, number, sub, text in texts.values_list(
        "version", "number", "sub", "text"
    ).iterator():
        version = by_pk[version_pk]
        for name, day in repeals_in(text, version):
            gone = shelf.before(name, version.date)
            if gone is None or gone.law_id == version.law_id:
                continue
            place = f"{version.law.key}/{version.date}/{number}" + (
                f"-{sub}" if sub else ""
            )
            if day is None:
                done.faults.append(
                    Fault(
                        "废止无日期",
                        gone.law.key,
                        0,
                        f"{place} 废止它，但没有可用的日期",
                    )
                )
            elif gone.pk not in said or (day, place) < said[gone.pk]:
                said[gone.pk] = (day, place)
    return said


def repeals_in(text: str, version: LawVersion) -> list[tuple[str, dt.date | None]]:
    """The laws that a text repeals as a whole, and from which day."""
    plain = narrow(text)
    found: list[tuple[str, dt.date | None]] = []
    stated: dt.date | None = None
    for sentence in re.split(r"[。；\n]", plain):
        own = FROM.search(sentence)
        if own:
            days = days_in(own["day"])
            stated = days[0][0] if days else stated
        day = stated or version.in_force_on
        found.extend((name, day) for name in _named_as_repealed(sentence))
    return found


def _named_as_repealed(sentence: str) -> list[str]:
    ends = [match.start() for match in ENDS.finditer(sentence)]
    opening = OPENS.search(sentence)
    if ends:
        span = sentence[: ends[-1]]
    elif opening:
        span = sentence[opening.end() :]
    else:
        return []
    return [
        match[1]
        for match in TITLE.finditer(span)
        if not PARTLY.match(_after_bracket(span[match.end() :]))
    ]


def _after_bracket(text: str) -> str:
    return re.sub(r"^\s*[（(〔][^）)〕]*[）)〕]", "", text).lstrip()
