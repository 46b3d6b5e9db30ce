"""Reading what the laws' own words refer to: each version whole, so that a short name defined in it is known in it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from common.addresses import article_label
from common.citations import Here, Kind, read
from common.citations.names import Names, known
from legal_education.models import Article, CrossReference, LawVersion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from common.citations import Reference

# Raised when the parser learns something, so that all laws are read again.
EDITION = 2
BATCH = 40
ROWS = 2000
# So many new names are looked for in the stored texts one by one; after more, all texts are read again.
FEW = 20
FIELDS = (
    "start",
    "end",
    "implied",
    "law",
    "held",
    "date",
    "number",
    "sub",
    "paragraph",
    "item",
)


def read_references(progress: Callable[[str, int, int], None]) -> int:
    """Read every version that has not been read, and say how many references were written or taken away."""
    waiting = list(
        LawVersion.objects.exclude(references_read=EDITION).values_list("pk", flat=True)
    )
    names = known()
    changed = 0
    for start in range(0, len(waiting), BATCH):
        changed += _read_batch(waiting[start : start + BATCH], names)
        progress("识别引用", min(start + BATCH, len(waiting)), len(waiting))
    return changed


def read_again(keys: Iterable[str]) -> None:
    """Laws that were not there before are now known by name: who names them is read again."""
    new = sorted(keys)
    versions = LawVersion.objects.exclude(references_read=0)
    if len(new) <= FEW:
        naming = Q(pk__in=[])
        for key in new:
            naming |= Q(text__contains=key)
        versions = versions.filter(
            pk__in=Article.objects.filter(naming).values("version")
        )
    versions.update(references_read=0)


@transaction.atomic
def _read_batch(pks: list[int], names: Names) -> int:
    fresh: list[CrossReference] = []
    gone: list[int] = []
    for version in LawVersion.objects.filter(pk__in=pks).select_related("law"):
        stored: dict[tuple[object, ...], int] = {}
        rows = CrossReference.objects.filter(article__version=version)
        for pk, *facts in rows.values_list("pk", "article_id", *FIELDS):
            stored[tuple(facts)] = pk
        for row in references_of(version, names):
            key = (row.article_id, *(getattr(row, name) for name in FIELDS))
            if stored.pop(key, None) is None:
                fresh.append(row)
        gone += stored.values()
    for start in range(0, len(gone), ROWS):
        CrossReference.objects.filter(pk__in=gone[start : start + ROWS]).delete()
    CrossReference.objects.bulk_create(fresh, batch_size=ROWS)
    LawVersion.objects.filter(pk__in=pks).update(references_read=EDITION)
    return len(fresh) + len(gone)


def references_of(version: LawVersion, names: Names) -> Iterator[CrossReference]:
    """The references of all its articles, without those to the article in which they stand."""
    text, starts, articles = _whole(version)
    here = Here(law=version.law.key, date=version.date)
    seen: set[tuple[object, ...]] = set()
    for one in read(text, here=here, names=names):
        place = bisect_right(starts, one.start) - 1
        if one.lost or place < 0:
            continue
        row = _row(one, articles[place], version, names)
        if row is None:
            continue
        row.start, row.end = one.start - starts[place], one.end - starts[place]
        key = (row.article_id, *(getattr(row, name) for name in FIELDS))
        if key not in seen and row.end <= len(articles[place].text):
            seen.add(key)
            yield row


def _whole(version: LawVersion) -> tuple[str, list[int], list[Article]]:
    """The version as one text, as its source had it, and where each article's words begin in it."""
    nodes: list[tuple[int, str, Article | None]] = [
        (position, f"# {label} {text}", None)
        for position, label, text in version.headings.values_list(
            "position", "label", "text"
        )
    ]
    for article in version.articles.all():
        label = article_label(article.number, article.sub) if article.number else ""
        nodes.append((article.position, f"{label}　" if label else "", article))
    nodes.sort(key=lambda node: node[0])
    parts: list[str] = []
    starts: list[int] = []
    articles: list[Article] = []
    size = 0
    for _position, head, node in nodes:
        if node is not None:
            starts.append(size + len(head))
            articles.append(node)
        part = f"{head}{node.text if node else ''}\n"
        parts.append(part)
        size += len(part)
    return "".join(parts), starts, articles


def _row(
    one: Reference, article: Article, version: LawVersion, names: Names
) -> CrossReference | None:
    steps = one.steps
    own = not one.law and one.kind is not Kind.NAMED
    key = version.law.key if own else names.key(one.law) if one.law else None
    itself = key == version.law.key and (
        steps.article in {0, article.number} and steps.sub in {0, article.sub}
    )
    if itself or not (one.law or own):
        return None
    return CrossReference(
        article=article,
        implied=one.implied,
        law=(key or one.law)[:250],
        held=key is not None,
        date=version.date if own else None,
        number=steps.article,
        sub=steps.sub,
        paragraph=steps.paragraph,
        item=steps.item,
    )
