"""The bureau's units and people, written once and pointed at by pages, guides and cases."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class Unit(models.Model):
    """The bureau itself or one of its sections."""

    code = models.SlugField("代码", unique=True)
    name = models.CharField("名称", max_length=80)
    name_en = models.CharField("英文名称", max_length=160, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name="上级",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    duties = models.TextField("职责", blank=True, help_text="每行一条。")
    duties_en = models.TextField("英文职责", blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    address_en = models.CharField("英文地址", max_length=300, blank=True)
    hours = models.CharField("办公时间", max_length=200, blank=True)
    hours_en = models.CharField("英文办公时间", max_length=300, blank=True)
    phone = models.CharField("联系电话", max_length=60, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = "机构"
        verbose_name_plural = "机构"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def in_language(self, field: str) -> str:
        """The field in the page's language; the Chinese where no English has been written."""
        return in_language(self, field)


class Person(models.Model):
    """A leader: the post, what it is in charge of, and a short résumé."""

    name = models.CharField("姓名", max_length=60)
    post = models.CharField("职务", max_length=80)
    post_en = models.CharField("英文职务", max_length=160, blank=True)
    unit = models.ForeignKey(
        Unit, verbose_name="机构", on_delete=models.PROTECT, related_name="people"
    )
    portfolio = models.TextField("分管工作", blank=True)
    portfolio_en = models.TextField("英文分管工作", blank=True)
    resume = models.TextField("简历", blank=True)
    photo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name="照片",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = "领导"
        verbose_name_plural = "领导"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.name}（{self.post}）"

    def in_language(self, field: str) -> str:
        return in_language(self, field)


def in_language(row: models.Model, field: str) -> str:
    english = getattr(row, f"{field}_en", "")
    return english if english and get_language() == "en" else getattr(row, field)
