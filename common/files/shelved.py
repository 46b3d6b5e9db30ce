"""A file as a row: what it is called and where it lies. Rooms make their own table of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db import models, transaction
from django.db.models.signals import post_delete

from common.files.choices import TextState
from common.files.sorts import SORTS
from common.sealed import SealedModel, SealedTextField

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from common.files.shelf import Shelf
    from common.files.sorts import SafeFile


class ShelvedFile(SealedModel):
    """One file that was looked at; the row says what it is, the shelf holds it sealed and bound to this row."""

    shelf: ClassVar[Shelf]

    name = SealedTextField("文件名")
    content_type = models.CharField("类型", max_length=100)
    extension = models.CharField("扩展名", max_length=8)
    size = models.PositiveIntegerField("大小")
    stored_as = models.CharField("存放名", max_length=80, unique=True)
    text_state = models.CharField(
        "附件文字", max_length=10, choices=TextState.choices, default=TextState.NONE
    )
    text = SealedTextField("提取的文字", blank=True)
    text_is_cut = models.BooleanField("文字不全", default=False)

    class Meta:
        abstract = True

    @property
    def seal_place(self) -> str:
        return f"{self._meta.db_table}.file.{self.pk}"

    @property
    def text_key(self) -> str:
        """By which the outbox finds the row again."""
        return f"{self._meta.label_lower}:{self.pk}"

    def shelve(self, file: SafeFile, *, day: dt.date) -> None:
        """On the shelf at once; the row is stored by whoever asked, or `unshelve` takes the file away again."""
        self.name, self.extension = file.name, file.extension
        self.content_type, self.size = file.content_type, file.size
        if SORTS[file.extension].has_text:
            self.text_state = TextState.PENDING
        self.stored_as = self.shelf.put(file.data, place=self.seal_place, day=day)

    def unshelve(self) -> None:
        self.shelf.remove(self.stored_as)

    def content(self) -> bytes:
        return self.shelf.take(self.stored_as, place=self.seal_place)


def tables() -> list[type[ShelvedFile]]:
    return [model for model in apps.get_models() if issubclass(model, ShelvedFile)]


def follow_deletion() -> None:
    """A file goes with its row, once that is certain; called from ready()."""
    for model in tables():
        post_delete.connect(
            _gone, sender=model, dispatch_uid=f"shelved:{model._meta.label}"
        )


def _gone(instance: ShelvedFile, **_kwargs: Any) -> None:
    transaction.on_commit(partial(instance.shelf.remove, instance.stored_as))


def sweep() -> int:
    """What a crash between shelf and row left lying about; by the clock."""
    return sum(model.shelf.sweep(partial(_owned, model)) for model in tables())


def _owned(model: type[ShelvedFile], names: Collection[str]) -> set[str]:
    stored = model._default_manager.values_list("stored_as", flat=True)
    return set(stored.iterator()) & set(names)
