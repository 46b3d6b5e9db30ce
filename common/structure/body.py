"""Bodies outside this authority that hold what people come here for."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from common.shipped import ShippedRow
from common.structure.language import Coded, Spoken
from common.structure.phones import HELP, Phone, read_phones, validate_phones

HOTLINE = "hotline-12345"


class OtherBody(Spoken, Coded, ShippedRow):
    """One body: what it is called and how it is reached."""

    name = models.CharField("名称", max_length=80)
    name_en = models.CharField("英文名称", max_length=160, blank=True)
    phones = models.TextField(
        "联系电话", blank=True, help_text=HELP, validators=[validate_phones]
    )
    by_hotline = models.BooleanField(
        "由热线转接",
        default=False,
        help_text="自己的电话还不清楚，由政务服务便民热线转接的，勾上。",
    )
    address = models.CharField("地址", max_length=200, blank=True)
    address_en = models.CharField("地址（英文）", max_length=300, blank=True)
    url = models.URLField("网址", blank=True)
    unconfirmed = models.BooleanField("待核", default=False)
    doubt = models.CharField(
        "待核的是什么", max_length=200, blank=True, help_text="只给编辑看。"
    )

    class Meta:
        verbose_name = "外部机构"
        verbose_name_plural = "外部机构"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.refuse_a_new_code()
        if not self.phones.strip() and not self.by_hotline:
            raise ValidationError(
                {"phones": "请填电话；电话还不清楚的，勾选“由热线转接”。"}
            )
        if self.by_hotline and self.code == HOTLINE:
            raise ValidationError({"by_hotline": "热线不能由它自己转接。"})

    @classmethod
    def hotline(cls) -> OtherBody | None:
        """政务服务便民热线, which answers for every authority of the city; None where an editor switched it off."""
        return cls.objects.filter(code=HOTLINE, active=True).first()

    @property
    def phone_list(self) -> list[Phone]:
        """Its own numbers; who is reached through the hotline may have none."""
        return read_phones(self.phones)
