"""Files that came with a case: sealed on disk under a random name."""

from __future__ import annotations

from django.db import models

from common.files.shelf import Shelf
from common.files.shelved import ShelvedFile
from complaints.models.case import Case


class Attachment(ShelvedFile):
    """One file of a case."""

    shelf = Shelf("cases")

    case = models.ForeignKey(
        Case, verbose_name="诉求", on_delete=models.PROTECT, related_name="attachments"
    )
    position = models.PositiveSmallIntegerField("顺序")

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
    def served_as(self) -> str:
        """A name of our own choosing: what a stranger called the file never becomes a header."""
        return f"{self.case.number}-{self.position}.{self.extension}"
