"""The authority's leaders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from common.structure.language import Spoken
from common.structure.unit import Unit

if TYPE_CHECKING:
    import datetime as dt


class PersonQuerySet(models.QuerySet["Person"]):
    def in_office(self, day: dt.date | None = None) -> PersonQuerySet:
        """Those whose term has begun and not ended; `until` is the last day."""
        day = day or timezone.localdate()
        return self.filter(
            Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gte=day)
        )


class Person(Spoken):
    """A leader: the post, what it is in charge of, a short résumé, and the term."""

    name = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=80)
    post_en = models.CharField("英文职务", max_length=160, blank=True)
    is_head = models.BooleanField(
        "主要负责人",
        default=False,
        help_text="公开在机构职能里的负责人，同时只有一位。",
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name="科室",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
        help_text="局领导不填。",
    )
    portfolio = models.TextField("分管工作", blank=True)
    portfolio_en = models.TextField("英文分管工作", blank=True)
    resume = models.TextField("简历", blank=True)
    resume_en = models.TextField("英文简历", blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name="照片",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    since = models.DateField("任职日期", null=True, blank=True)
    until = models.DateField(
        "离任日期",
        null=True,
        blank=True,
        help_text="在任的最后一天。过了这一天，页面上不再列为领导。",
    )
    position = models.PositiveSmallIntegerField("排序", default=0)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "领导"
        verbose_name_plural = "领导"
        ordering = ["-is_head", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）"

    def clean(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": "离任日期早于任职日期，请核对。"})
        if self.is_head:
            self._refuse_second_head()

    def _refuse_second_head(self) -> None:
        heads = Person.objects.filter(is_head=True).exclude(pk=self.pk)
        if self.since:
            heads = heads.filter(Q(until=None) | Q(until__gte=self.since))
        if self.until:
            heads = heads.filter(Q(since=None) | Q(since__lte=self.until))
        other = heads.first()
        if other:
            raise ValidationError(
                {
                    "is_head": f"{other}的任期与此重叠，主要负责人同时只有一位。请先填写前任的离任日期。"
                }
            )
