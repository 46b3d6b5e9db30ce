"""Files that came with a case: sealed on disk under a random name."""

from __future__ import annotations

from django.db import models

from common.sealed import SealedModel, SealedTextField
from complaints.models import shelf
from complaints.models.case import Case


class Attachment(SealedModel):
    """One file; the row says what it is, the shelf holds it sealed and bound to this row."""

    case = models.ForeignKey(
        Case, verbose_name="诉求", on_delete=models.PROTECT, related_name="attachments"
    )
    position = models.PositiveSmallIntegerField("顺序")
    name = SealedTextField("文件名")
    content_type = models.CharField("类型", max_length=100)
    extension = models.CharField("扩展名", max_length=8)
    size = models.PositiveIntegerField("大小")
    stored_as = models.CharField("存放名", max_length=80, unique=True)

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="attachment_one_at_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} 附件 {self.position}"

    @property
    def seal_place(self) -> str:
        return f"complaints_attachment.file.{self.pk}"

    @property
    def served_as(self) -> str:
        """A name of our own choosing: what a stranger called the file never becomes a header."""
        return f"{self.case.number}-{self.position}.{self.extension}"

    def shelve(self, data: bytes) -> None:
        self.stored_as = shelf.put(
            data, place=self.seal_place, day=self.case.received_on
        )

    def content(self) -> bytes:
        return shelf.take(self.stored_as, place=self.seal_place)
