"""The authority's sections."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from common.structure import identifiers
from common.structure.language import Coded, Spoken
from common.structure.phones import HELP, Phone, read_phones, validate_phones


class Unit(Spoken, Coded):
    """A section of the bureau, or an institution under it; the bureau itself is the row `Bureau`."""

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
        help_text="直接归本局的不填。",
    )
    duties = models.TextField("职责", blank=True, help_text="每行一条。")
    duties_en = models.TextField("英文职责", blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    address_en = models.CharField("英文地址", max_length=300, blank=True)
    hours = models.CharField("办公时间", max_length=200, blank=True)
    hours_en = models.CharField("英文办公时间", max_length=300, blank=True)
    postcode = models.CharField(
        "邮政编码",
        max_length=6,
        blank=True,
        validators=[identifiers.validate_postcode],
    )
    phones = models.TextField(
        "联系电话", blank=True, help_text=HELP, validators=[validate_phones]
    )
    position = models.PositiveSmallIntegerField("排序", default=0)

    class Meta:
        verbose_name = "科室"
        verbose_name_plural = "科室"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.refuse_a_new_code()
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError(
                    {"parent": "上级不能是这个科室自己，也不能是它的下级。"}
                )
            seen.add(above.pk)
            above = above.parent

    @property
    def phone_list(self) -> list[Phone]:
        return read_phones(self.phones)
