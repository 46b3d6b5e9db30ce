"""The rows of one version: its heading tree and its articles, written fresh or brought to what a source says."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from common.citations import Citation
from legal_education.actions.reading import ORDER, Fault, Piece, Reading, Title
from legal_education.choices import Rank
from legal_education.models import Article, Heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from legal_education.actions.reading import Mark
    from legal_education.models import LawVersion

ROWS = 500
# Where a heading without a label stands: as a chapter would.
LOOSE = 3


@dataclass(slots=True)
class Written:
    """What one batch did."""

    laws: int = 0
    versions: int = 0
    changed: int = 0
    unchanged: int = 0
    articles_added: int = 0
    articles_altered: int = 0
    articles_removed: int = 0
    compared: int = 0
    alike: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def writes(self) -> int:
        return (
            self.laws
            + self.versions
            + self.changed
            + sum((self.articles_added, self.articles_altered, self.articles_removed))
        )

    def add(self, other: Written) -> None:
        for name in ("laws", "versions", "changed", "unchanged", "compared", "alike"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("articles_added", "articles_altered", "articles_removed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.faults.extend(other.faults)


def stored_reading(version: LawVersion) -> Reading:
    """The library's own rows of a version, in the form in which a source is read."""
    rows: list[tuple[int, Title | Piece]] = []
    above: dict[int | None, int] = {}
    highest = LOOSE
    for heading in version.headings.order_by("position"):
        # A loose heading that no part took in stands beside the parts before it.
        beside = above[heading.parent_id] + 1 if heading.parent_id else highest
        order = ORDER.get(Rank(heading.rank), beside)
        above[heading.pk] = order
        highest = min(highest, order)
        rows.append(
            (heading.position, Title(heading.rank, heading.label, heading.text, order))
        )
    for row in version.articles.all():
        piece = Piece(
            row.number,
            row.sub,
            row.repeat,
            row.text.split("\n") if row.text else [],
            row.source,
        )
        rows.append((row.position, piece))
    rows.sort(key=lambda pair: pair[0])
    name = version.folder_names.split("\n", maxsplit=1)[0] or version.package_id
    law = version.law
    return Reading(
        version.source,
        name,
        law.title,
        law.key,
        version.date,
        law.level,
        nodes=[node for _at, node in rows],
    )


def write_fresh(
    fresh: list[tuple[LawVersion, list[Title | Piece]]], done: Written
) -> None:
    articles: list[Article] = []
    planned = [
        (version, nodes, _plan_headings(version, nodes)) for version, nodes in fresh
    ]
    _create_headings([heading for _v, _n, plan in planned for heading in plan.values()])
    for version, nodes, plan in planned:
        articles.extend(
            _article(version, piece, at, heading)
            for at, piece, heading in _placed(nodes, plan)
        )
    Article.objects.bulk_create(articles, batch_size=ROWS)
    done.articles_added += len(articles)


def _plan_headings(
    version: LawVersion, nodes: Iterable[Title | Piece]
) -> dict[int, Heading]:
    """The tree, by position: each heading under the nearest before it that stands higher."""
    plan: dict[int, Heading] = {}
    stack: list[tuple[int, Heading]] = []
    for at, node in enumerate(nodes):
        if isinstance(node, Piece):
            continue
        while stack and stack[-1][0] >= node.order:
            stack.pop()
        parent = stack[-1][1] if stack else None
        heading = Heading(
            version=version,
            rank=node.rank,
            label=node.label[:20],
            text=node.text[:300],
            position=at,
        )
        heading.path = f"{parent.path} / {node.words}" if parent else node.words
        heading.parent = parent
        plan[at] = heading
        stack.append((node.order, heading))
    return plan


def _create_headings(headings: list[Heading]) -> None:
    """Parents first, so that each child knows its parent's key."""
    floors: dict[int, list[Heading]] = defaultdict(list)
    for heading in headings:
        floors[_depth(heading)].append(heading)
    for _floor, group in sorted(floors.items()):
        for heading in group:
            heading.parent_id = heading.parent.pk if heading.parent else None
        Heading.objects.bulk_create(group, batch_size=ROWS)


def _depth(heading: Heading) -> int:
    return 1 + _depth(heading.parent) if heading.parent else 0


def _placed(
    nodes: Iterable[Title | Piece], plan: dict[int, Heading]
) -> Iterator[tuple[int, Piece, Heading | None]]:
    heading: Heading | None = None
    for at, node in enumerate(nodes):
        if isinstance(node, Title):
            heading = plan[at]
        else:
            yield at, node, heading


def _article(
    version: LawVersion, piece: Piece, at: int, heading: Heading | None
) -> Article:
    return Article(
        version=version,
        heading=heading,
        number=piece.number,
        sub=piece.sub,
        repeat=piece.repeat,
        text=piece.text,
        source=piece.source,
        position=at,
    )


def sync(version: LawVersion, nodes: list[Title | Piece], done: Written) -> bool:
    """Stored articles are altered in place, so that whoever points at one still points at it."""
    plan, new_tree = _tree(version, nodes)
    stored: dict[Mark, Article] = {
        (row.number, row.sub, row.repeat): row for row in version.articles.all()
    }
    added: list[Article] = []
    altered: list[Article] = []
    for at, piece, heading in _placed(nodes, plan):
        wanted = _article(version, piece, at, heading)
        row = stored.pop(piece.mark, None)
        if row is None:
            added.append(wanted)
        elif _take_over(row, wanted):
            altered.append(row)
    Article.objects.bulk_create(added, batch_size=ROWS)
    Article.objects.bulk_update(
        altered, ["text", "source", "position", "heading"], batch_size=ROWS
    )
    removed = _remove(version, list(stored.values()), done)
    done.articles_added += len(added)
    done.articles_altered += len(altered)
    done.articles_removed += removed
    return bool(added or altered or removed or new_tree)


def _take_over(row: Article, wanted: Article) -> bool:
    names = ("text", "source", "position", "heading_id")
    if all(getattr(row, name) == getattr(wanted, name) for name in names):
        return False
    for name in names:
        setattr(row, name, getattr(wanted, name))
    return True


def _tree(
    version: LawVersion, nodes: list[Title | Piece]
) -> tuple[dict[int, Heading], bool]:
    """The stored tree where it is the same one, else a new one in its place."""
    plan = _plan_headings(version, nodes)
    stored = {heading.position: heading for heading in version.headings.all()}
    if {at: (h.rank, h.path) for at, h in plan.items()} == {
        at: (h.rank, h.path) for at, h in stored.items()
    }:
        return stored, False
    version.headings.all().delete()
    _create_headings(list(plan.values()))
    return plan, True


def _remove(version: LawVersion, gone: list[Article], done: Written) -> int:
    """What the sources no longer hold goes, but for what is cited: that stays and is reported."""
    for row in gone:
        row.version = version
    cited = set(
        Citation.objects.filter(
            article_address__in=[str(row.address) for row in gone]
        ).values_list("article_address", flat=True)
    )
    kept = [row for row in gone if str(row.address) in cited]
    done.faults.extend(
        Fault("被引用而保留", version.law.key, 0, f"{row.address} 已不在来源中")
        for row in kept
    )
    keys = [row.pk for row in gone if str(row.address) not in cited]
    Article.objects.filter(pk__in=keys).delete()
    return len(keys)
