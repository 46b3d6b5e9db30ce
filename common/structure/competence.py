"""谁管什么: which body holds which function, on which basis, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from common.addresses import ArticleAddress
from common.shipped import ShippedRow
from common.structure.body import OtherBody
from common.structure.choices import CompetenceKind
from common.structure.language import Coded, Spoken
from common.structure.phones import numbers_in
from common.structure.unit import Unit

if TYPE_CHECKING:
    from common.structure.bureau import Bureau


def validate_basis(text: str) -> None:
    """A form validator of one address a line; the message names the line."""
    wrong = []
    for place, line in enumerate(text.split("\n"), start=1):
        try:
            _ = not line.strip() or ArticleAddress.parse(line)
        except ValueError:
            wrong.append(f"第{place}行“{line.strip()}”")
    if wrong:
        raise ValidationError(
            f"{'、'.join(wrong)}不是条文地址。请按“法名/版本日期/条号”填写，每行一个，例如：旅游法/2018-10-26/91。"
        )


class CompetenceQuerySet(models.QuerySet["Competence"]):
    def shown(self) -> CompetenceQuerySet:
        """What holds today; `until` is the last day."""
        today = timezone.localdate()
        return self.filter(
            Q(until=None) | Q(until__gte=today), active=True
        ).select_related("unit", "body")

    def elsewhere(self) -> CompetenceQuerySet:
        return self.exclude(body=None)


class Competence(Spoken, Coded, ShippedRow):
    """One function in plain words and who holds it.

    A body of `OtherBody`, a section, or, with neither named, the bureau as a whole.
    """

    category = models.CharField(
        "类别编号",
        max_length=8,
        blank=True,
        validators=[
            RegexValidator(
                r"^[A-Z]\d{1,2}\Z", "类别编号是一个大写字母加数字，例如 C3。"
            )
        ],
        help_text="诉求类别 C1–C25、许可事项 L、备案 F、监督检查 I、行政处罚 P、服务和救济 S。",
    )
    kind = models.CharField("种类", max_length=12, choices=CompetenceKind.choices)
    function = models.CharField("什么事", max_length=200, help_text="用老百姓的话写。")
    function_en = models.CharField("什么事（英文）", max_length=300, blank=True)
    unit = models.ForeignKey(
        Unit,
        verbose_name="承办科室",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="competences",
        help_text="归本局办的，选科室；还没有定的不填。",
    )
    body = models.ForeignKey(
        OtherBody,
        verbose_name="外部机构",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="competences",
        help_text="不归本局办的，选由谁办。",
    )
    where = models.TextField(
        "到哪里办、怎么找",
        blank=True,
        help_text="不归本局办的必须写。不写电话，电话写在机构那一行。",
    )
    where_en = models.TextField("到哪里办、怎么找（英文）", blank=True)
    note = models.TextField("说明", blank=True, help_text="不写电话。")
    note_en = models.TextField("说明（英文）", blank=True)
    basis = models.TextField(
        "依据",
        blank=True,
        validators=[validate_basis],
        help_text="每行一个条文地址：法名/版本日期/条号。库里没有的法律也可以写。",
    )
    basis_note = models.CharField(
        "其他依据", max_length=200, blank=True, help_text="没有条号的文件写在这里。"
    )
    since = models.DateField(
        "从何时起", null=True, blank=True, help_text="不清楚的不填，页面显示“待核”。"
    )
    until = models.DateField("到何时止", null=True, blank=True)
    unconfirmed = models.BooleanField("待核", default=False)
    doubt = models.CharField("待核的是什么", max_length=200, blank=True)
    doubt_en = models.CharField("待核的是什么（英文）", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("排序", default=0)

    objects = CompetenceQuerySet.as_manager()

    class Meta:
        verbose_name = "职权分工"
        verbose_name_plural = "职权分工"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit=None) | models.Q(body=None),
                name="competence_has_one_holder",
                violation_error_message="承办科室和外部机构只能填一个。",
            )
        ]

    def __str__(self) -> str:
        return self.function

    def clean(self) -> None:
        self.refuse_a_new_code()
        wrong = dict(self._complaints())
        if wrong:
            raise ValidationError(wrong)

    def _complaints(self) -> list[tuple[str, str]]:
        twice = "这里不要写电话号码：写在机构那一行，改一次，到处都改。"
        told = [
            (self.unit and self.body, "body", "承办科室和外部机构只能填一个。"),
            (
                self.body and not self.where.strip(),
                "where",
                "不归本局办的，请写明到哪里、怎么找。",
            ),
            (numbers_in(self.where), "where", twice),
            (numbers_in(self.note), "note", twice),
            (
                not self.basis.strip() and not self.basis_note.strip(),
                "basis",
                "请写依据；没有条号的文件写在“其他依据”。",
            ),
            (
                self.since and self.until and self.until < self.since,
                "until",
                "截止日期早于开始日期，请核对。",
            ),
            (
                self.unconfirmed and not self.doubt.strip(),
                "doubt",
                "标了待核的，请写明待核的是什么。",
            ),
        ]
        return [(field, words) for found, field, words in told if found]

    @property
    def is_ours(self) -> bool:
        return self.body_id is None

    @property
    def addresses(self) -> list[str]:
        """The articles it rests on, as lasting addresses."""
        return [line.strip() for line in self.basis.splitlines() if line.strip()]

    def holder(self, bureau: Bureau) -> Bureau | Unit | OtherBody:
        """Who holds it; the bureau is given, because a list asks for it once."""
        return self.body or self.unit or bureau
