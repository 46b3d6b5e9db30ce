"""误报确认: somebody answers for it, once and with a reason, that a finding on a page is no defect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from common.wording.finding import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

    from common.wording.finding import Finding

CONFIRM = "common.add_wordingconfirmation"
CONFIRM_GRAVE = "common.confirm_grave_wording"


class WordingConfirmation(models.Model):
    """Holds for these words under this check on this page, however the text around them changes; never edited."""

    page_id = models.PositiveBigIntegerField("页面", db_index=True)
    page_title = models.CharField("页面标题", max_length=255)
    code = models.CharField("检查", max_length=80)
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    phrase = models.CharField("原文", max_length=200)
    digest = models.CharField(max_length=64, editable=False)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="确认人",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField("时间", auto_now_add=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "误报确认"
        verbose_name_plural = "误报确认"
        ordering = ["-at"]
        permissions = [("confirm_grave_wording", "确认个人信息和密级标记的误报")]
        constraints = [
            models.UniqueConstraint(
                fields=["page_id", "digest"], name="confirmed_once_on_a_page"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_title}：{self.phrase}"


def may_confirm(user: User, finding: Finding) -> bool:
    """Personal data and secrecy marks take a right of their own, which ordinary editors do not have."""
    return user.has_perm(CONFIRM_GRAVE if finding.is_grave else CONFIRM)


def unconfirmed(findings: Iterable[Finding], page_id: int | None) -> list[Finding]:
    told = set(
        WordingConfirmation.objects.filter(page_id=page_id).values_list(
            "digest", flat=True
        )
        if page_id
        else ()
    )
    return [finding for finding in findings if finding.digest not in told]
