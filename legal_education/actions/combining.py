"""Several readings of one version become one: parts of a code joined, doubles dropped, two sources merged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from common.numerals import chinese
from legal_education.actions.reading import (
    ORDER,
    Fault,
    Piece,
    Reading,
    Title,
    is_package,
    renumbered,
)
from legal_education.actions.wording import same_words
from legal_education.choices import DateBasis, Rank

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from legal_education.actions.reading import Mark

# Days between the adoption that a head names and the publication that a file's name carries.
NEAR = 90


@dataclass(slots=True)
class Merged:
    """What the library shall hold of one version, and how the sources compare."""

    nodes: list[Title | Piece]
    tree_from_folder: bool
    compared: int = 0
    alike: int = 0
    faults: list[Fault] = field(default_factory=list)


def grouped(readings: Iterable[Reading]) -> dict[tuple[str, dt.date], list[Reading]]:
    groups: dict[tuple[str, dt.date], list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[reading.key, reading.date].append(reading)
    _join_twins(groups)
    return groups


def _join_twins(groups: dict[tuple[str, dt.date], list[Reading]]) -> None:
    """A file that has its day from its name only, and the words of a version that states its day, is that version."""
    guessed = [
        slot
        for slot, group in groups.items()
        if all(r.date_basis == DateBasis.FILE_NAME for r in group)
    ]
    for key, date in guessed:
        for twin in [slot for slot in groups if slot[0] == key and slot[1] != date]:
            stated = groups[twin][0]
            if stated.date_basis == DateBasis.STATED and _all_held(
                stated, groups[key, date]
            ):
                for reading in groups.pop((key, date)):
                    reading.date, reading.date_basis = stated.date, stated.date_basis
                    reading.fault(
                        "同一版本有两份",
                        f"与 {stated.name} 文字相同，并入 {stated.date}",
                    )
                    groups[twin].append(reading)
                break


def _all_held(stated: Reading, group: list[Reading]) -> bool:
    """Nearly all: two copies of one text differ in a preface or a slip of the pen."""
    near = all(abs((stated.date - reading.date).days) <= NEAR for reading in group)
    pieces = [piece for reading in group for piece in reading.pieces]
    return near and sum(_holds(stated, piece) for piece in pieces) >= 0.9 * len(pieces)


def one_of_source(readings: list[Reading]) -> Reading | None:
    """Parts of a code joined in the order of their articles; of two files for one version the fuller is kept."""
    if not readings:
        return None
    parts = [reading for reading in readings if reading.part]
    if len(parts) > 1:
        return _joined(parts)
    ranked = sorted(
        readings,
        key=lambda reading: (-len(reading.pieces), len(reading.name), reading.name),
    )
    best = ranked[0]
    for other in ranked[1:]:
        differing = sum(not _holds(best, piece) for piece in other.pieces)
        best.fault(
            "同一版本有两份",
            f"留 {best.name}，另一份 {other.name} 有 {differing} 处不同",
        )
        best.faults.extend(other.faults)
        best.names.extend(other.names)
        best.digest = _both(best.digest, other.digest)
    return best


def _holds(reading: Reading, piece: Piece) -> bool:
    return any(
        own.mark == piece.mark and same_words(own.text, piece.text)
        for own in reading.pieces
    )


def _both(one: str, other: str) -> str:
    return f"{int(one, 16) ^ int(other, 16):064x}"


def _first_number(reading: Reading) -> tuple[bool, int]:
    numbers = [piece.number for piece in reading.pieces if piece.number]
    return not numbers, min(numbers, default=0)


def _joined(parts: list[Reading]) -> Reading:
    parts.sort(key=_first_number)
    nodes: list[Title | Piece] = []
    for place, part in enumerate(parts):
        own = part.titles
        if not (own and own[0].rank == Rank.PART):
            nodes.append(_part_title(part.part, place + 1))
        nodes.extend(part.nodes)
        if place:
            parts[0].digest = _both(parts[0].digest, part.digest)
            parts[0].names.extend(part.names)
            parts[0].faults.extend(part.faults)
    days = [part.in_force_on for part in parts if part.in_force_on]
    first = replace(
        parts[0], nodes=renumbered(nodes), part="", in_force_on=min(days, default=None)
    )
    first.in_force_basis = next(
        (part.in_force_basis for part in parts if part.in_force_on),
        first.in_force_basis,
    )
    return first


def _part_title(words: str, place: int) -> Title:
    """物权编, the second file by its articles, is 第二编 物权; supplementary provisions are no part."""
    if words == "附则":
        return Title(Rank.PART, "", words, ORDER[Rank.PART])
    return Title(
        Rank.PART, f"第{chinese(place)}编", words.removesuffix("编"), ORDER[Rank.PART]
    )


def merge(package: Reading | None, folder: Reading | None) -> Merged:
    """The package's words, the fuller heading tree, and nothing that only one of the two holds is lost."""
    if package is None or folder is None:
        only = package or folder
        if only is None:
            raise ValueError("nothing to merge")
        return Merged(only.nodes, tree_from_folder=folder is not None)
    fuller = len(folder.titles) >= len(package.titles)
    merged = Merged([], tree_from_folder=fuller)
    if _numbered(package) != _numbered(folder) or not _numbered(package):
        # One of them counts what the other writes as running text; mixed, the words would stand there twice.
        merged.nodes, merged.tree_from_folder = package.nodes, False
        merged.faults.append(
            Fault("两源编排不同", folder.name, 0, f"{package.key} 用数据包的编排")
        )
        return merged
    ours = {piece.mark: piece for piece in package.pieces}
    theirs = {piece.mark: piece for piece in folder.pieces}
    _compare(merged, package, folder, (ours, theirs))
    base, other = (folder, package) if fuller else (package, folder)
    merged.nodes = _woven(base.nodes, other.pieces, {**theirs, **ours})
    return merged


def _numbered(reading: Reading) -> bool:
    return any(piece.number for piece in reading.pieces)


def _compare(
    merged: Merged,
    package: Reading,
    folder: Reading,
    sides: tuple[dict[Mark, Piece], dict[Mark, Piece]],
) -> None:
    ours, theirs = sides
    for mark in sorted(ours.keys() | theirs.keys()):
        where = f"{package.key}/{package.date}/{mark[0]}" + (
            f"-{mark[1]}" if mark[1] else ""
        )
        if mark not in ours:
            merged.faults.append(
                Fault("只有文本库有", folder.name, theirs[mark].line, where)
            )
        elif mark not in theirs:
            merged.faults.append(Fault("只有数据包有", folder.name, 0, where))
        elif same_words(ours[mark].text, theirs[mark].text):
            merged.compared += 1
            merged.alike += 1
        else:
            merged.compared += 1
            words = f"{where}：{_difference(ours[mark].text, theirs[mark].text)}"
            merged.faults.append(
                Fault("两源文字不同", folder.name, theirs[mark].line, words)
            )


def _difference(ours: str, theirs: str) -> str:
    """The words round the first place where the two part."""
    one, two = "".join(ours.split()), "".join(theirs.split())
    at = next(
        (place for place, (a, b) in enumerate(zip(one, two, strict=False)) if a != b),
        min(len(one), len(two)),
    )
    start = max(0, at - 8)
    return f"数据包“…{one[start : at + 24]}…”，文本库“…{two[start : at + 24]}…”"


def _woven(
    base: list[Title | Piece], others: list[Piece], words: dict[Mark, Piece]
) -> list[Title | Piece]:
    """The base's order, each article in the preferred words, those of the other side after their forerunner."""
    present = {node.mark for node in base if isinstance(node, Piece)}
    after: dict[Mark | None, list[Piece]] = defaultdict(list)
    forerunner: Mark | None = None
    for piece in others:
        if piece.mark in present:
            forerunner = piece.mark
        else:
            after[forerunner].append(words[piece.mark])
    out: list[Title | Piece] = list(after[None])
    for node in base:
        if isinstance(node, Piece):
            out.extend([words[node.mark], *after[node.mark]])
        else:
            out.append(node)
    return out


def keep_side(reading: Reading, source_is_package: bool) -> Reading:
    """A stored version seen as one source's: what the other source gave is left out."""
    nodes = [
        node
        for node in reading.nodes
        if isinstance(node, Title) or is_package(node.source) == source_is_package
    ]
    return replace(reading, nodes=nodes)
