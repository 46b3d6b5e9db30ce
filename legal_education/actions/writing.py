"""One version of a law written to the library: only what differs is touched, and every article keeps its key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from common import findable
from legal_education.actions.combining import keep_side, merge
from legal_education.actions.package import PROVENANCE
from legal_education.actions.reading import Fault, Piece, Reading, Title, is_package
from legal_education.actions.rows import (
    ROWS,
    Written,
    stored_reading,
    sync,
    write_fresh,
)
from legal_education.choices import DateBasis, Source
from legal_education.models import Law, LawVersion

if TYPE_CHECKING:
    from legal_education.actions.combining import Merged

# A better-known day in force is never overwritten by a lesser one.
TRUST = {
    DateBasis.UNKNOWN: 0,
    DateBasis.DECISION: 1,
    DateBasis.STATED: 2,
    DateBasis.PACKAGE: 3,
}


@dataclass(slots=True)
class Pair:
    """The two sources' readings of one version; at least one is there."""

    package: Reading | None
    folder: Reading | None

    @property
    def lead(self) -> Reading:
        reading = self.package or self.folder
        if reading is None:
            raise ValueError("an empty pair")
        return reading


@transaction.atomic
def write_batch(pairs: list[Pair], *, tell_search: bool) -> Written:
    """Write some versions in one transaction; those that are stored as read are not touched."""
    done = Written()
    laws = _laws(pairs, done)
    stored = {
        (version.law_id, version.date): version
        for version in LawVersion.objects.filter(law__in=laws.values()).select_related(
            "law"
        )
    }
    fresh: list[tuple[LawVersion, list[Title | Piece]]] = []
    touched: list[LawVersion] = []
    for pair in pairs:
        law = laws[pair.lead.key]
        version = stored.get((law.pk, pair.lead.date))
        if version is None:
            version, merged = _new_version(law, pair)
            _count(done, merged)
            fresh.append((version, merged.nodes))
        elif _update(version, pair, done):
            touched.append(version)
        else:
            done.unchanged += 1
    LawVersion.objects.bulk_create(
        [version for version, _nodes in fresh], batch_size=ROWS
    )
    write_fresh(fresh, done)
    done.versions += len(fresh)
    done.changed += len(touched)
    if tell_search:
        fresh_versions = [version for version, _nodes in fresh]
        tell_search_of([version.pk for version in [*fresh_versions, *touched]])
    return done


def tell_search_of(versions: list[int]) -> None:
    """One row for each version, whatever number of articles it holds."""
    findable.changed_many("article", [f"v{pk}" for pk in dict.fromkeys(versions)])


def _laws(pairs: list[Pair], done: Written) -> dict[str, Law]:
    wanted = {pair.lead.key: pair.lead for pair in reversed(pairs)}
    found = {law.key: law for law in Law.objects.filter(key__in=wanted)}
    new = [
        Law(
            key=key,
            title=reading.title,
            level=reading.level,
            region=reading.region,
            issued_by=reading.issued_by[:120],
        )
        for key, reading in wanted.items()
        if key not in found
    ]
    Law.objects.bulk_create(new, batch_size=ROWS)
    done.laws += len(new)
    return {**found, **{law.key: law for law in new}}


def _count(done: Written, merged: Merged) -> None:
    done.compared += merged.compared
    done.alike += merged.alike
    done.faults.extend(merged.faults)


def _facts(pair: Pair) -> dict[str, object]:
    """What the sources at hand say of a version; a source that is not at hand says nothing."""
    facts: dict[str, object] = {"date_basis": pair.lead.date_basis}
    if pair.package:
        facts.update(
            source=Source.PACKAGE,
            package_id=pair.package.name,
            package_digest=pair.package.digest,
        )
    if pair.folder:
        facts.update(
            folder_names="\n".join(pair.folder.names),
            folder_digest=pair.folder.digest,
            adopted_on=pair.folder.adopted_on,
            hinted_on=pair.folder.hinted_on,
            history=pair.folder.history,
        )
        if not pair.package:
            facts["source"] = Source.FOLDER
    day, basis = _begins(pair)
    if day:
        facts.update(in_force_on=day, in_force_basis=basis)
    return facts


def _begins(pair: Pair) -> tuple[object, str]:
    known = [
        reading
        for reading in (pair.package, pair.folder)
        if reading and reading.in_force_on
    ]
    best = max(
        known,
        key=lambda reading: TRUST.get(DateBasis(reading.in_force_basis), 0),
        default=None,
    )
    return (
        (best.in_force_on, best.in_force_basis) if best else (None, DateBasis.UNKNOWN)
    )


def provenance(version: LawVersion) -> str:
    """Where the words and the headings came from, in one line for the law's page."""
    names = version.folder_names.splitlines()
    folder = (
        f"法律文本库文件 {names[0]}"
        + (f" 等 {len(names)} 个" if len(names) > 1 else "")
        if names
        else ""
    )
    if version.source == Source.FOLDER:
        return folder[:400]
    tree = f"；章节目录据{folder}" if version.tree_from_folder and folder else ""
    return f"条文据 {PROVENANCE}，编号 {version.package_id}{tree}"[:400]


def _new_version(law: Law, pair: Pair) -> tuple[LawVersion, Merged]:
    merged = merge(pair.package, pair.folder)
    version = LawVersion(
        law=law,
        date=pair.lead.date,
        tree_from_folder=merged.tree_from_folder,
        **_facts(pair),
    )
    version.starts_on = version.in_force_on or version.date
    version.provenance = provenance(version)
    _differing_days(pair, merged.faults)
    return version, merged


def _differing_days(pair: Pair, faults: list[Fault]) -> None:
    if (
        pair.package
        and pair.folder
        and pair.package.in_force_on
        and pair.folder.in_force_on
    ):
        ours, theirs = pair.package.in_force_on, pair.folder.in_force_on
        if ours != theirs:
            words = f"{pair.package.key}：数据包 {ours}，文本库 {theirs}，采用数据包"
            faults.append(Fault("施行日期不一", pair.folder.name, 0, words))


def _update(version: LawVersion, pair: Pair, done: Written) -> bool:
    """Bring a stored version to what the sources say; True where anything was written."""
    facts = _facts(pair)
    if version.package_id and not pair.package:
        facts.pop("source", None)
        facts.pop("date_basis", None)
    known, offered = (
        TRUST.get(DateBasis(version.in_force_basis), 0),
        facts.get("in_force_basis"),
    )
    if offered is None or TRUST.get(DateBasis(str(offered)), 0) < known:
        facts.pop("in_force_on", None)
        facts.pop("in_force_basis", None)
    same_text = all(
        facts.get(name, getattr(version, name)) == getattr(version, name)
        for name in ("package_digest", "folder_digest")
    )
    written = False
    if not same_text:
        merged = _merged_with_stored(version, pair)
        facts["tree_from_folder"] = merged.tree_from_folder
        _count(done, merged)
        written = sync(version, merged.nodes, done)
        facts["references_read"] = 0 if written else version.references_read
    differing = [
        name for name, value in facts.items() if getattr(version, name) != value
    ]
    for name in differing:
        setattr(version, name, facts[name])
    if differing:
        version.provenance = provenance(version)
        version.save(update_fields=[*differing, "provenance", "starts_on"])
    return written or bool(differing)


def _merged_with_stored(version: LawVersion, pair: Pair) -> Merged:
    """A source that is not at hand is represented by what the library keeps of it."""
    package, folder = pair.package, pair.folder
    if package is None and version.package_id:
        package = keep_side(stored_reading(version), source_is_package=True)
    if folder is None and version.folder_names:
        folder = stored_reading(version)
        marks = {piece.mark for piece in package.pieces} if package else set()
        folder.nodes = [
            node
            for node in folder.nodes
            if isinstance(node, Title)
            or not is_package(node.source)
            or node.mark in marks
        ]
    return merge(package, folder)
