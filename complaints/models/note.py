"""What the office writes down for itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from common.sealed import SealedModel, SealedTextField
from complaints.models.case import Case


class Note(SealedModel):
    """An internal remark; the complainant never sees it."""

    case = models.ForeignKey(
        Case, verbose_name="诉求", on_delete=models.PROTECT, related_name="notes"
    )
    position = models.PositiveIntegerField("顺序")
    text = SealedTextField("内容")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="记录人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "内部记录"
        verbose_name_plural = "内部记录"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="note_one_at_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} 记录 {self.position}"
