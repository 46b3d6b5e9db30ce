"""What of the site cites which article, by the article's lasting address."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Citation(models.Model):
    """One thing of the site that stands on one article, by its legal basis or by the words of its text."""

    content_type = models.ForeignKey(
        ContentType, verbose_name="引用对象类型", on_delete=models.CASCADE
    )
    object_id = models.PositiveBigIntegerField("引用对象编号")
    citing = GenericForeignKey("content_type", "object_id")
    label = models.CharField("引用对象", max_length=200)
    link = models.CharField(
        "公开地址",
        max_length=500,
        blank=True,
        help_text="网页的地址随网页，不在此登记。",
    )
    article_address = models.CharField("条文地址", max_length=400, db_index=True)
    law = models.CharField("法律", max_length=250)
    version = models.DateField("版本日期")
    number = models.PositiveSmallIntegerField("条")
    sub = models.PositiveSmallIntegerField("之", default=0)
    paragraph = models.PositiveSmallIntegerField("款", default=0)
    item = models.PositiveSmallIntegerField("项", default=0)
    written = models.CharField(
        "正文写法", max_length=200, blank=True, help_text="列为法律依据的为空。"
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "条文引用"
        verbose_name_plural = "条文引用"
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "content_type",
                    "object_id",
                    "article_address",
                    "paragraph",
                    "item",
                ],
                name="citation_by_once",
            )
        ]
        indexes = [models.Index(fields=["law", "number", "sub"], name="citation_of")]

    def __str__(self) -> str:
        return f"{self.label} → {self.article_address}"
