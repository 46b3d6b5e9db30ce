"""Data that ships as a file and is edited in the admin: the file is the start, the admin is the truth.

Each row remembers what the file last said of it. A load follows the file while nobody has changed the row, never
overwrites one that an editor has changed, and lists where the two differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Values = Mapping[str, Any]


class ShippedRow(models.Model):
    """A row that a file may have brought. It is switched off rather than deleted, or the next load would bring it back."""

    code = models.CharField("代码", max_length=80, unique=True)
    active = models.BooleanField(
        "启用", default=True, help_text="不再使用的条目请停用，不要删除。"
    )
    shipped = models.JSONField(
        "随软件提供的内容",
        null=True,
        editable=False,
        encoder=DjangoJSONEncoder,
        default=None,
    )

    class Meta:
        abstract = True

    @property
    def told(self) -> dict[str, str]:
        """What the file last said of this row."""
        return dict(self.shipped or {})

    @property
    def is_edited(self) -> bool:
        """True where an editor has changed, or switched off, what the file brought."""
        return self.shipped is not None and (
            not self.active or bool(self.differing(self.told))
        )

    def differing(self, told: Mapping[str, str]) -> list[str]:
        """The names of the fields in which the row is not what is told."""
        return [name for name, text in told.items() if self._told(name) != text]

    def _told(self, name: str) -> str:
        columns = {column.name: column for column in self._meta.concrete_fields}
        return str(columns[name].value_to_string(self))


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that an editor has changed, and the fields in which the file now says something else."""

    code: str
    fields: tuple[str, ...]


@dataclass(slots=True)
class Loaded:
    """What a load did."""

    added: int = 0
    followed: int = 0
    kept: list[Difference] = field(default_factory=list)
    gone: list[str] = field(
        default_factory=list
    )  # no longer in the file, left as it is


@transaction.atomic
def load(model: type[ShippedRow], rows: Iterable[Values]) -> Loaded:
    """Bring the file's rows in; ValidationError, and nothing changed, where one of them is not lawful."""
    loaded = Loaded()
    there = {row.code: row for row in model._default_manager.all()}
    fresh: list[ShippedRow] = []
    seen: set[str] = set()
    for values in rows:
        if values["code"] in seen:
            raise ValidationError(f"代码 {values['code']} 在文件中出现两次")
        seen.add(values["code"])
        row = there.pop(values["code"], None)
        if row is None:
            fresh.append(_filled(model(), values))
        else:
            _follow(row, values, loaded)
    model._default_manager.bulk_create(fresh, batch_size=200)
    loaded.added = len(fresh)
    loaded.gone = [row.code for row in there.values() if row.shipped is not None]
    return loaded


def _follow(row: ShippedRow, values: Values, loaded: Loaded) -> None:
    told = _filled(type(row)(), values).told
    if told == row.shipped:
        return
    differing = row.differing(told)
    if differing and (row.is_edited or row.shipped is None):
        loaded.kept.append(Difference(row.code, tuple(differing)))
        return
    _filled(row, values).save()
    loaded.followed += 1


def _filled(row: ShippedRow, values: Values) -> ShippedRow:
    columns = {column.name for column in row._meta.concrete_fields}
    for name, value in values.items():
        if name not in columns:
            raise ValidationError(
                f"文件里的“{name}”不是 {row._meta.verbose_name}的一栏"
            )
        setattr(row, name, value)
    row.clean_fields(exclude=["shipped"])
    row.clean()
    row.shipped = {name: row._told(name) for name in values}
    return row


@dataclass(frozen=True, slots=True)
class Shipment:
    """One file's worth of rows, and who reads it."""

    name: str
    model: type[ShippedRow]
    read: Callable[[], Iterable[Values]]

    def load(self) -> Loaded:
        return load(self.model, self.read())


_shipments: dict[str, Shipment] = {}


def register(
    name: str, model: type[ShippedRow], read: Callable[[], Iterable[Values]]
) -> None:
    """Name what is loaded after every migrate and by `manage.py load_shipped`; called once, from an app's ready()."""
    _shipments[name] = Shipment(name, model, read)


def shipments() -> list[Shipment]:
    return list(_shipments.values())


def load_after_migrate(sender: Any, apps: Any, **_kwargs: Any) -> None:
    """A receiver of post_migrate: a table that this state of the migrations does not have is passed over."""
    for shipment in _shipments.values():
        label, name = shipment.model._meta.label_lower.split(".")
        if label == sender.label and name in apps.all_models[label]:
            shipment.load()
