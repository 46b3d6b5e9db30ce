"""What is kept of the calendar: which years have a notice, and the days on which a notice departs from the week."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from common.shipped import ShippedRow


class HolidayNotice(ShippedRow):
    """The State Council's yearly notice, known for one year; a year without one is counted provisionally."""

    year = models.PositiveSmallIntegerField("年度", unique=True)
    number = models.CharField("文号", max_length=80)
    loaded_at = models.DateTimeField("装入时间", default=timezone.now)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="装入人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    changed_at = models.DateTimeField("更改时间", auto_now=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "放假通知"
        verbose_name_plural = "放假通知"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年 {self.number}"

    @property
    def is_own(self) -> bool:
        """True where the notice was loaded in the admin: what is shipped then leaves the year alone."""
        return self.shipped is None


class WorkdayException(ShippedRow):
    """One day that a notice names: off or working, whatever the day of the week."""

    date = models.DateField("日期", unique=True)
    works = models.BooleanField("上班")
    name = models.CharField("说明", max_length=80, blank=True)
    notice = models.CharField("依据", max_length=80)
    year = models.PositiveSmallIntegerField("通知年度", db_index=True)
    changed_at = models.DateTimeField("更改时间", auto_now=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "放假调休日"
        verbose_name_plural = "放假调休日"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date}{'上班' if self.works else '放假'}"
