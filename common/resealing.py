"""Change of keys, while the site works: whatever an older key sealed is sealed again under the one that seals now.

Nothing is remembered between runs: what is still to do is what does not bear the new key's name, so a run that was cut
off goes on where it stood. A value that somebody changes meanwhile is left to him, for he has used the new key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction

from common.sealed import (
    CIPHER,
    BlindIndexField,
    SealBrokenError,
    SealedTextField,
    blind_index,
    keys,
    resealed,
)

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

BATCH = 200


@dataclass(frozen=True, slots=True)
class Turn:
    """What one batch did; `last` is where the next one goes on, None at the end."""

    resealed: int
    unreadable: int
    last: Any


@dataclass(frozen=True, slots=True)
class Store:
    """One place where sealed things lie: how many are under `key_id`'s seal, and how a batch is sealed anew.

    `under` is asked with None for all that is not under the key that seals now.
    """

    purpose: str
    label: str
    under: Callable[[str | None], int]
    turn: Callable[[Any], Turn]


Stores = Callable[[], Iterator[Store]]
_stores: list[Stores] = []


def register(stores: Stores) -> None:
    """Name further places of sealed things; called once, from an app's ready()."""
    if stores not in _stores:
        _stores.append(stores)


def stores() -> Iterator[Store]:
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedTextField):
                yield _column(model, field)
            elif isinstance(field, BlindIndexField):
                yield _index(model, field)
    for each in _stores:
        yield from each()


def reseal(store: Store) -> Iterator[Turn]:
    """Batch by batch, so that whoever calls can tell how far it is, and stop between any two."""
    last = None
    while True:
        turn = store.turn(last)
        yield turn
        if turn.last is None:
            return
        last = turn.last


def _column(model: type[Model], field: SealedTextField) -> Store:
    return Store(
        "field",
        f"{model._meta.verbose_name}·{field.verbose_name}",
        lambda key_id: _under(model, field, key_id).count(),
        lambda last: _turn(model, field, last),
    )


def _under(
    model: type[Model], field: SealedTextField, key_id: str | None
) -> QuerySet[Model]:
    rows = model._base_manager.exclude(**{field.attname: ""})
    if key_id is not None:
        return rows.filter(**{f"{field.attname}__startswith": f"{CIPHER}:{key_id}:"})
    now = f"{CIPHER}:{keys().current('field')[0]}:"
    return rows.exclude(**{f"{field.attname}__startswith": now})


def _turn(model: type[Model], field: SealedTextField, last: Any) -> Turn:
    rows = _under(model, field, None).order_by("pk")
    if last is not None:
        rows = rows.filter(pk__gt=last)
    batch = list(rows.values_list("pk", field.attname)[:BATCH])
    done = broken = 0
    with transaction.atomic():
        for pk, token in batch:
            place = field.place(model(pk=pk))
            try:
                fresh = type(token)(resealed(token, purpose="field", place=place))
            except SealBrokenError:
                broken += 1
                continue
            same = model._base_manager.filter(pk=pk, **{field.attname: token})
            done += same.update(**{field.attname: fresh})
    return Turn(done, broken, batch[-1][0] if len(batch) == BATCH else None)


def _index(model: type[Model], field: BlindIndexField) -> Store:
    return Store(
        "index",
        f"{model._meta.verbose_name}·{field.verbose_name}",
        lambda key_id: _indexed_under(model, field, key_id).count(),
        lambda last: _index_turn(model, field, last),
    )


def _indexed_under(
    model: type[Model], field: BlindIndexField, key_id: str | None
) -> QuerySet[Model]:
    """Rows that have something to index; those that were stored before there was an index are under no key."""
    rows = model._base_manager.exclude(**{field.of: ""})
    if key_id is not None:
        return rows.filter(**{f"{field.attname}__startswith": f"{key_id}:"})
    now = f"{keys().current('index')[0]}:"
    return rows.exclude(**{f"{field.attname}__startswith": now})


def _index_turn(model: type[Model], field: BlindIndexField, last: Any) -> Turn:
    rows = _indexed_under(model, field, None).order_by("pk")
    if last is not None:
        rows = rows.filter(pk__gt=last)
    batch = list(rows.only("pk", field.of, field.attname)[:BATCH])
    done = broken = 0
    with transaction.atomic():
        for row in batch:
            before = getattr(row, field.attname)
            try:
                fresh = blind_index(getattr(row, field.of))
            except SealBrokenError:
                broken += 1
                continue
            same = model._base_manager.filter(pk=row.pk, **{field.attname: before})
            done += same.update(**{field.attname: fresh})
    return Turn(done, broken, batch[-1].pk if len(batch) == BATCH else None)


def unreadable() -> int:
    """How many stored values bear the name of a key that there is no longer, or of none at all."""
    known = [f"{CIPHER}:{key_id}:" for key_id in keys().by_purpose["field"]]
    count = 0
    for model in apps.get_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, SealedTextField):
                rows = model._base_manager.exclude(**{field.attname: ""})
                for prefix in known:
                    rows = rows.exclude(**{f"{field.attname}__startswith": prefix})
                count += rows.count()
    return count
