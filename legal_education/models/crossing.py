"""Which article names which: the references in the laws' own words, read at every import."""

from __future__ import annotations

from django.db import models

from legal_education.models.law import Article


class CrossReference(models.Model):
    """One reference of one article. Some tens of thousands of them; they keep nothing from being deleted."""

    article = models.ForeignKey(
        Article,
        verbose_name="所在条文",
        on_delete=models.CASCADE,
        related_name="references",
    )
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    implied = models.BooleanField("范围之中", default=False)
    law = models.CharField(
        "所指法律", max_length=250, help_text="简称；未收录的，为原文所写的名称。"
    )
    held = models.BooleanField("已收录", default=True)
    date = models.DateField(
        "所指版本", null=True, blank=True, help_text="空的指现行版本。"
    )
    number = models.PositiveSmallIntegerField("条", default=0)
    sub = models.PositiveSmallIntegerField("之", default=0)
    paragraph = models.PositiveSmallIntegerField("款", default=0)
    item = models.PositiveSmallIntegerField("项", default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "法律之间的引用"
        verbose_name_plural = "法律之间的引用"
        ordering = ["article", "start", "pk"]
        indexes = [models.Index(fields=["law", "number", "sub"], name="crossing_of")]

    def __str__(self) -> str:
        return f"{self.law} {self.number}"
