"""This authority: what it is called, where it stands, and what it inherits from the district's portal."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, override

from common.structure import identifiers
from common.structure.language import Spoken
from common.structure.phones import HELP, Phone, read_phones, validate_phones


class Bureau(Spoken):
    """One row for each installation: a district authority has no website of its own but a section of the district's.

    Names, filing numbers and the host are therefore configuration (国办发〔2017〕47号).
    """

    name = models.CharField("全称", max_length=80, help_text="全站只用这一个名称。")
    name_en = models.CharField("英文名称", max_length=160, blank=True)
    short_name = models.CharField("简称", max_length=40, blank=True)
    former_names = models.TextField(
        "曾用名和常见误写",
        blank=True,
        help_text="每行一个。搜索和文字检查用它认出本机构。",
    )
    district = models.CharField("所在区", max_length=40, blank=True)
    district_en = models.CharField("所在区（英文）", max_length=80, blank=True)
    duties = models.TextField("机关职能", blank=True, help_text="每行一条。")
    duties_en = models.TextField("机关职能（英文）", blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    address_en = models.CharField("办公地址（英文）", max_length=300, blank=True)
    postcode = models.CharField(
        "邮政编码",
        max_length=6,
        blank=True,
        validators=[identifiers.validate_postcode],
    )
    hours = models.CharField("办公时间", max_length=200, blank=True)
    hours_en = models.CharField("办公时间（英文）", max_length=300, blank=True)
    phones = models.TextField(
        "联系电话", blank=True, help_text=HELP, validators=[validate_phones]
    )
    fax = models.TextField(
        "传真", blank=True, help_text=HELP, validators=[validate_phones]
    )
    supervision = models.TextField(
        "监督电话", blank=True, help_text=HELP, validators=[validate_phones]
    )
    credit_code = models.CharField(
        "统一社会信用代码",
        max_length=18,
        blank=True,
        validators=[identifiers.validate_credit_code],
    )
    division_code = models.CharField(
        "行政区划代码",
        max_length=6,
        blank=True,
        validators=[identifiers.validate_division],
    )
    site_code = models.CharField(
        "网站标识码",
        max_length=10,
        blank=True,
        validators=[identifiers.validate_site_code],
        help_text="SiteIDCode，随所属门户。",
    )
    host_name = models.CharField("所属门户名称", max_length=80, blank=True)
    host_name_en = models.CharField("所属门户名称（英文）", max_length=160, blank=True)
    host_url = models.URLField("所属门户地址", blank=True)
    icp_number = models.CharField(
        "ICP备案号", max_length=40, blank=True, validators=[identifiers.validate_icp]
    )
    police_number = models.CharField(
        "公安备案号",
        max_length=40,
        blank=True,
        validators=[identifiers.validate_police],
    )

    class Meta:
        verbose_name = "本机构"
        verbose_name_plural = "本机构"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1),
                name="bureau_is_one_row",
                violation_error_message="本机构只有一行。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self._state.adding and Bureau.objects.exists():
            raise ValidationError("本机构只有一行，请修改已有的那一行。")
        if (
            self.site_code.isdigit()
            and self.division_code
            and not self.site_code.startswith(self.division_code)
        ):
            raise ValidationError(
                {
                    "site_code": f"网站标识码的前6位应当与行政区划代码 {self.division_code} 一致。"
                }
            )

    @classmethod
    def current(cls) -> Self:
        """The row, or one that knows no more than the installation's name where nobody has filled it in yet."""
        return cls.objects.first() or cls._unfilled()

    @classmethod
    def _unfilled(cls) -> Self:
        with override("en"):
            english = gettext(settings.WAGTAIL_SITE_NAME)
        return cls(name=settings.WAGTAIL_SITE_NAME, name_en=english)

    @property
    def phone_list(self) -> list[Phone]:
        return read_phones(self.phones)

    @property
    def fax_list(self) -> list[Phone]:
        return read_phones(self.fax)

    @property
    def supervision_list(self) -> list[Phone]:
        return read_phones(self.supervision)
