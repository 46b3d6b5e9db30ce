"""用语词表: what to look for, as rows that editors keep; each proves itself by a sentence to hit and one to leave alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from common.shipped import ShippedRow
from common.wording.finding import GRAVE, Kind, Level
from common.wording.matching import Rule, found
from common.wording.patterns import read, words

if TYPE_CHECKING:
    from common.wording.matching import Hit

PROGRAMMED = GRAVE | {Kind.ORDER}


class WordingEntry(ShippedRow):
    """One entry of the list."""

    kind = models.CharField(
        "类别",
        max_length=20,
        choices=[(kind.value, kind.label) for kind in Kind if kind not in PROGRAMMED],
    )
    level = models.CharField(
        "级别",
        max_length=10,
        choices=Level.choices,
        default=Level.WARN,
        help_text="提示、提醒只是显示；阻止的不能发布。",
    )
    pattern = models.CharField(
        "查找",
        max_length=200,
        help_text="要找的字词，几种写法用“|”隔开；[甲乙] 是其中一个字，# 是一个数字，… 是同一小句里不超过十二个字。",
    )
    exceptions = models.CharField(
        "例外",
        max_length=400,
        blank=True,
        help_text="含有它而没有错的词，用“|”隔开，例如查“截止”时写“截止日期”。",
    )
    together = models.CharField(
        "同文还有",
        max_length=200,
        blank=True,
        help_text="填了就只在全文还出现这些写法之一时才提，例如“版面”和“板面”混用。",
    )
    since = models.PositiveSmallIntegerField(
        "自哪年不用",
        null=True,
        blank=True,
        validators=[MinValueValidator(1949), MaxValueValidator(2100)],
        help_text="机构和法律的旧名：句中写明更早的年份，或者前面有“原”字的不提。",
    )
    suggestion = models.CharField("建议", max_length=200)
    reason = models.CharField("理由", max_length=300)
    hit = models.CharField(
        "必须查出的例句", max_length=300, help_text="保存时用它验证。"
    )
    near = models.CharField(
        "不该查出的例句", max_length=300, help_text="相近而没有错的句子。"
    )
    changed_at = models.DateTimeField("更改时间", auto_now=True, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "用语词条"
        verbose_name_plural = "用语词表"
        ordering = ["kind", "code"]

    def __str__(self) -> str:
        return f"{self.pattern} → {self.suggestion}"

    @property
    def rule(self) -> Rule:
        return Rule(
            code=self.code,
            kind=Kind(self.kind),
            level=Level(self.level),
            patterns=read(self.pattern),
            exceptions=words(self.exceptions),
            together=read(self.together) if self.together else (),
            since=self.since,
            reason=self.reason,
            suggestion=self.suggestion,
        )

    def hits(self, text: str) -> list[Hit]:
        return found([self.rule], text)

    def clean(self) -> None:
        """An entry that does not do what its own sentences say is not kept."""
        super().clean()
        wrong: dict[str, str] = {}
        for field in ("pattern", "together"):
            try:
                if field == "pattern" or self.together:
                    read(getattr(self, field))
            except ValidationError as fault:
                wrong[field] = fault.messages[0]
        if not wrong and self.kind and self.level:
            if not self.hits(self.hit):
                wrong["hit"] = "按这个写法，例句里什么也查不出。"
            if self.hits(self.near):
                wrong["near"] = "按这个写法，这句会被误查；请改写法或者加例外。"
        if wrong:
            raise ValidationError(wrong)
