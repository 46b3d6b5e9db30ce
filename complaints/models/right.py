"""Rights on cases: rows of person × unit × kind × act, and the log of who gave and took them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from complaints.choices import Kind, Right, RightVerb, Role
from complaints.queries import CaseRightQuerySet


class CaseRight(models.Model):
    """One act that one person may do to cases of a unit and kind; an empty unit or kind means all."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="人员",
        on_delete=models.CASCADE,
        related_name="case_rights",
    )
    unit = models.ForeignKey(
        "common.Unit",
        verbose_name="单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    kind = models.CharField("类型", max_length=20, choices=Kind, blank=True)
    act = models.CharField("权限", max_length=20, choices=Right)
    role = models.CharField("角色", max_length=20, choices=Role)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="授予人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    granted_at = models.DateTimeField("授予时间", default=timezone.now)
    withdrawn_at = models.DateTimeField("收回时间", null=True, blank=True)

    objects = CaseRightQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "受理权限"
        verbose_name_plural = "受理权限"
        indexes = [
            models.Index(
                fields=["person", "act", "withdrawn_at"], name="right_of_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.get_act_display()}"


class RightEvent(models.Model):
    """One line of the log of rights; names are kept as they were, because accounts may go."""

    person_name = models.CharField("人员账号", max_length=150)
    verb = models.CharField("事项", max_length=20, choices=RightVerb)
    role = models.CharField("角色", max_length=20, choices=Role)
    unit_name = models.CharField("单位", max_length=80, blank=True)
    kind = models.CharField("类型", max_length=20, choices=Kind, blank=True)
    by_name = models.CharField("经手人账号", max_length=150)
    at = models.DateTimeField("时间", default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "授权记录"
        verbose_name_plural = "授权记录"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.person_name} {self.get_verb_display()} {self.get_role_display()}"
