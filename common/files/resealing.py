"""The shelves' part in a change of keys: each file is written anew beside itself and put in its place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from common.files.shelf import PURPOSE, write
from common.files.shelved import tables
from common.resealing import BATCH, Store, Turn
from common.sealed import CIPHER, SealBrokenError, is_current, resealed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from common.files.shelved import ShelvedFile


def stores() -> Iterator[Store]:
    for model in tables():
        yield _store(model)


def _store(model: type[ShelvedFile]) -> Store:
    return Store(
        PURPOSE,
        f"{model._meta.verbose_name}·文件",
        lambda key_id: sum(_is_under(row, key_id) for row in _rows(model)),
        lambda last: _turn(model, last),
    )


def _rows(model: type[ShelvedFile]) -> Iterator[ShelvedFile]:
    return model._default_manager.only("pk", "stored_as").order_by("pk").iterator()


def _is_under(row: ShelvedFile, key_id: str | None) -> bool:
    try:
        with row.shelf.path(row.stored_as).open(encoding="ascii") as file:
            head = file.read(40)
    except FileNotFoundError:
        return False
    if key_id is None:
        return not is_current(head, PURPOSE)
    return head.startswith(f"{CIPHER}:{key_id}:")


def _turn(model: type[ShelvedFile], last: Any) -> Turn:
    rows = model._default_manager.only("pk", "stored_as").order_by("pk")
    if last is not None:
        rows = rows.filter(pk__gt=last)
    batch = list(rows[:BATCH])
    done = broken = 0
    for row in batch:
        if _is_under(row, None):
            try:
                _reseal(row)
                done += 1
            except SealBrokenError:
                broken += 1
            except FileNotFoundError:
                continue  # deleted a moment ago, with its row
    return Turn(done, broken, batch[-1].pk if len(batch) == BATCH else None)


def _reseal(row: ShelvedFile) -> None:
    """The file keeps its date, which tells the day and nothing more."""
    path = row.shelf.path(row.stored_as)
    date = path.stat().st_mtime
    fresh = resealed(
        path.read_text(encoding="ascii"), purpose=PURPOSE, place=row.seal_place
    )
    write(path, fresh)
    os.utime(path, (date, date))
    # Whoever deleted the row meanwhile has deleted the old file: then this one must not stay.
    if not type(row)._default_manager.filter(pk=row.pk).exists():
        row.unshelve()
