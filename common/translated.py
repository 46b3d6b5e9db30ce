"""What must have an English text beside the Chinese: floor topics and rooms register their kinds, editors see what lacks.

Pages are not counted here: their translation and its state belong to wagtail-localize.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import Model

    # The labels of what one row lacks beyond its pairs of fields, such as the purposes of its phones.
    More = Callable[[Model], list[str]]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that has no English yet, and which of its words."""

    name: str
    words: tuple[str, ...]
    row: Model | None = None  # None: it is a file, and no screen edits it


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that the public reads."""

    code: str
    label: str
    lacking: Callable[[], Iterable[Lack]]
    total: Callable[[], int]
    model: type[Model] | None = None
    fields: frozenset[str] = frozenset()


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called once for each, from an app's ready(); a second of the same code takes the first one's place."""
    _kinds[kind.code] = kind


def register_model(
    model: type[Model],
    fields: tuple[str, ...],
    *,
    more: More | None = None,
    switch: str = "",
) -> None:
    """Every row whose `field` is filled must have its `field_en`; `switch` names the field that takes a row off the site."""
    for name in fields:
        model._meta.get_field(name)
        model._meta.get_field(f"{name}_en")

    def shown() -> Iterator[Model]:
        rows = model._default_manager.all()
        return (rows.filter(**{switch: True}) if switch else rows).iterator()

    def lacking() -> Iterator[Lack]:
        for row in shown():
            words = [*_pairs_lacking(row, fields), *(more(row) if more else [])]
            if words:
                yield Lack(str(row), tuple(words), row)

    register(
        Kind(
            code=model._meta.label_lower,
            label=str(model._meta.verbose_name),
            lacking=lacking,
            total=lambda: sum(1 for _ in shown()),
            model=model,
            fields=frozenset(fields),
        )
    )


def kinds() -> list[Kind]:
    return list(_kinds.values())


def missing_count() -> int:
    """How many things, of all kinds, have Chinese words without English ones."""
    return sum(1 for kind in kinds() for _ in kind.lacking())


def _pairs_lacking(row: Model, fields: tuple[str, ...]) -> list[str]:
    return [
        str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # register_model asked for columns only
        for name in fields
        if getattr(row, name).strip() and not getattr(row, f"{name}_en").strip()
    ]
