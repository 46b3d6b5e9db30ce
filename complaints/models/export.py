"""The log of exports: who took a list of cases along, why, and how much of what."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class ExportEvent(models.Model):
    """One line of the log; it names no case."""

    by_name = models.CharField("经手人账号", max_length=150)
    at = models.DateTimeField("时间", default=timezone.now)
    purpose = models.CharField("用途", max_length=200)
    scope = models.CharField("范围", max_length=200)
    count = models.PositiveIntegerField("件数")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "导出记录"
        verbose_name_plural = "导出记录"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.by_name} {self.count} 件"
