"""The law as records: a law, its dated versions, the heading tree and the articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from common.addresses import ArticleAddress, article_label
from common.citations import Citation
from legal_education.choices import AUTHORITY, DateBasis, Level, Rank, Source
from legal_education.models.guard import Guarded
from legal_education.queries import ArticleQuerySet, LawQuerySet, VersionQuerySet

if TYPE_CHECKING:
    import datetime as dt


class Law(Guarded):
    """One law through all its versions; its key is its title without 中华人民共和国."""

    key = models.CharField("简称（地址）", max_length=250, unique=True)
    title = models.CharField("全称", max_length=250, db_index=True)
    level = models.CharField(
        "效力位阶", max_length=20, choices=Level.choices, db_index=True
    )
    region = models.CharField(
        "适用地区",
        max_length=40,
        blank=True,
        db_index=True,
        help_text="全国适用的留空。",
    )
    issued_by = models.CharField("制定机关", max_length=120, blank=True)
    aliases = models.TextField(
        "别名",
        blank=True,
        help_text="每行一个常用名称，例如：消法。搜索和引文识别会用到。",
    )
    told = models.DateField("已通知的现行版本", null=True, blank=True, editable=False)
    changed_at = models.DateTimeField("最近变动", auto_now=True, db_index=True)

    wagtail_reference_index_ignore = True
    objects = LawQuerySet.as_manager()

    class Meta:
        verbose_name = "法律法规"
        verbose_name_plural = "法律法规"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title

    @property
    def address_prefix(self) -> str:
        return f"{self.key}/"

    @property
    def authority(self) -> int:
        return AUTHORITY.get(self.level, 1)

    def alias_list(self) -> list[str]:
        return [line.strip() for line in self.aliases.splitlines() if line.strip()]

    def get_absolute_url(self) -> str:
        return reverse("legal_education:law", args=[self.key])


class LawVersion(Guarded):
    """The text as one day's decision left it."""

    law = models.ForeignKey(
        Law, verbose_name="法律", on_delete=models.CASCADE, related_name="versions"
    )
    date = models.DateField("版本日期", help_text="通过或者最近一次修改的日期。")
    date_basis = models.CharField(
        "版本日期依据",
        max_length=12,
        choices=DateBasis.choices,
        default=DateBasis.STATED,
    )
    adopted_on = models.DateField("首次通过", null=True, blank=True)
    hinted_on = models.DateField(
        "文件名所记日期", null=True, blank=True, help_text="与版本日期不同的，供核对。"
    )
    in_force_on = models.DateField(
        "施行日期",
        null=True,
        blank=True,
        help_text="不能确定的留空，显示为生效日期待核。",
    )
    in_force_basis = models.CharField(
        "施行日期依据",
        max_length=12,
        choices=DateBasis.choices,
        default=DateBasis.UNKNOWN,
    )
    starts_on = models.DateField(
        "起算日期", editable=False, help_text="施行日期；不能确定的用版本日期。"
    )
    repealed_on = models.DateField("废止日期", null=True, blank=True)
    repealed_by = models.CharField("废止依据", max_length=300, blank=True)
    source = models.CharField("来源", max_length=12, choices=Source.choices)
    package_id = models.CharField("数据包编号", max_length=60, blank=True)
    folder_names = models.TextField(
        "文本库文件", blank=True, help_text="每行一个文件。"
    )
    provenance = models.CharField("来源说明", max_length=400)
    tree_from_folder = models.BooleanField("目录取自文本库", default=False)
    history = models.TextField("沿革", blank=True, help_text="每行一个事件。")
    references_read = models.PositiveSmallIntegerField(
        "引用识别版次", default=0, editable=False
    )
    package_digest = models.CharField("数据包摘要值", max_length=64, blank=True)
    folder_digest = models.CharField("文本库摘要值", max_length=64, blank=True)

    wagtail_reference_index_ignore = True
    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "法律版本"
        verbose_name_plural = "法律版本"
        ordering = ["law", "-date"]
        constraints = [
            models.UniqueConstraint(fields=["law", "date"], name="version_once")
        ]
        indexes = [models.Index(fields=["starts_on", "date"], name="version_begun")]

    def __str__(self) -> str:
        return f"{self.law.key}（{self.date.isoformat()}）"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.starts_on = self.in_force_on or self.date
        super().save(*args, **kwargs)

    @property
    def address_prefix(self) -> str:
        return f"{self.law.key}/{self.date.isoformat()}/"

    def begun(self, on: dt.date | None = None) -> bool:
        return self.starts_on <= (on or timezone.localdate())

    def repealed(self, on: dt.date | None = None) -> bool:
        return self.repealed_on is not None and self.repealed_on <= (
            on or timezone.localdate()
        )

    def get_absolute_url(self) -> str:
        return reverse("legal_education:version", args=[self.law.key, self.date])


class Heading(models.Model):
    """编, 章, 节 and what else stands above articles; position counts headings and articles together."""

    version = models.ForeignKey(
        LawVersion,
        verbose_name="版本",
        on_delete=models.CASCADE,
        related_name="headings",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="上级",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="children",
    )
    rank = models.CharField("层级", max_length=10, choices=Rank.choices)
    label = models.CharField("序号", max_length=20, blank=True)
    text = models.CharField("名称", max_length=300)
    path = models.TextField("所在位置", help_text="自上而下的全部标题。")
    position = models.PositiveIntegerField("顺序")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "章节标题"
        verbose_name_plural = "章节标题"
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="heading_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text}".strip()


class Article(Guarded):
    """One article. Number 0 holds what stands outside articles, counted by sub, so that nothing of a text is lost."""

    version = models.ForeignKey(
        LawVersion,
        verbose_name="版本",
        on_delete=models.CASCADE,
        related_name="articles",
    )
    heading = models.ForeignKey(
        Heading,
        verbose_name="所在章节",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    number = models.PositiveSmallIntegerField("条")
    sub = models.PositiveSmallIntegerField("之", default=0)
    repeat = models.PositiveSmallIntegerField(
        "重号", default=0, help_text="同一文本中条号重复时，第二次起计一。"
    )
    text = models.TextField("条文", help_text="每款、每项一行。")
    source = models.CharField("来源", max_length=12, choices=Source.choices)
    position = models.PositiveIntegerField("顺序")

    wagtail_reference_index_ignore = True
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "条文"
        verbose_name_plural = "条文"
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "number", "sub", "repeat"], name="article_once"
            ),
        ]
        indexes = [models.Index(fields=["version", "position"], name="article_order")]

    def __str__(self) -> str:
        return f"{self.version.law.key}{self.label}"

    @property
    def address(self) -> ArticleAddress:
        return ArticleAddress(
            self.version.law.key, self.version.date, self.number, self.sub, self.repeat
        )

    @property
    def address_prefix(self) -> str:
        return str(self.address)

    @property
    def label(self) -> str:
        """第三十五条; what stands outside articles has no number to show."""
        return article_label(self.number, self.sub) if self.number else ""

    @property
    def numeral(self) -> str:
        return self.address.numeral

    @property
    def citations(self) -> models.QuerySet[Citation]:
        return Citation.objects.filter(article_address=str(self.address))

    def get_absolute_url(self) -> str:
        return reverse(
            "legal_education:article",
            args=[self.version.law.key, self.version.date, self.numeral],
        )
