"""What must not be lost while an index is being built beside the one in use."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Rebuild(models.Model):
    """A building under way; changes made meanwhile are noted, because it may have read the rows before them."""

    started_at = models.DateTimeField("开始时间", default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "索引重建"
        verbose_name_plural = "索引重建"

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class MissedChange(models.Model):
    """A change that the index being built must look at once more."""

    rebuild = models.ForeignKey(
        Rebuild,
        verbose_name="索引重建",
        on_delete=models.CASCADE,
        related_name="missed",
    )
    key = models.CharField("对象", max_length=200)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "重建期间的变更"
        verbose_name_plural = "重建期间的变更"
        constraints = [
            models.UniqueConstraint(
                fields=["rebuild", "key"], name="missed_change_once"
            )
        ]

    def __str__(self) -> str:
        return self.key
