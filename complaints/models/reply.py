"""What the bureau tells the complainant."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from common.sealed import SealedModel, SealedTextField
from complaints.models.case import Case


class Reply(SealedModel):
    """A text for the complainant: an answer, or why a case is not accepted."""

    case = models.ForeignKey(
        Case, verbose_name="诉求", on_delete=models.PROTECT, related_name="replies"
    )
    position = models.PositiveIntegerField("顺序")
    text = SealedTextField("内容")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="答复人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "答复"
        verbose_name_plural = "答复"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="reply_one_at_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} 答复 {self.position}"
