"""What somebody asked, reported or complained of, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from common.sealed import BlindIndexField, SealedModel, SealedTextField
from common.structure import Bureau
from complaints.choices import Kind, RefusalReason, State
from complaints.queries import CaseQuerySet

if TYPE_CHECKING:
    import datetime as dt

    from complaints.choices import Verb
    from complaints.models.event import CaseEvent
    from complaints.permissions import Visitor

CONTACT = ("name", "phone", "email", "address")


class Case(SealedModel):
    """One message from outside. Its personal fields are sealed; what is in clear is what the office sorts by."""

    number = models.CharField("编号", max_length=20, unique=True)
    code_digest = models.CharField("查询码摘要", max_length=100)
    # Lets a repeated press find its case; forgotten when no form with that key can be open any more.
    form_digest = models.CharField("表单摘要", max_length=100, unique=True, null=True)  # noqa: DJ001 - many rows without one, yet unique

    kind = models.CharField("类型", max_length=20, choices=Kind)
    unit = models.ForeignKey(
        "common.Unit",
        verbose_name="承办单位",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    state = models.CharField(
        "状态", max_length=20, choices=State, default=State.RECEIVED
    )
    # Counts the moves, so that of two people who act on the same state one is told.
    version = models.PositiveIntegerField("版本", default=0)
    anonymous = models.BooleanField("匿名", default=False)
    language = models.CharField("语言", max_length=10, default="zh-hans")
    received_on = models.DateField("收到日期")
    received_at = models.DateTimeField("收到时间", null=True, blank=True)
    subject = models.CharField(
        "事由", max_length=120, blank=True, help_text="不写姓名、电话等个人信息。"
    )
    refusal_reason = models.CharField(
        "不予受理的原因", max_length=20, choices=RefusalReason, blank=True
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="经办人",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cases_in_hand",
    )

    narrative = SealedTextField("反映内容")
    place = SealedTextField("地点", blank=True)
    happened = SealedTextField("时间", blank=True)
    respondent = SealedTextField("涉及的单位或者个人", blank=True)
    name = SealedTextField("姓名", blank=True)
    name_index = BlindIndexField("姓名索引", of="name")
    phone = SealedTextField("电话", blank=True)
    email = SealedTextField("电子邮箱", blank=True)
    address = SealedTextField("通讯地址", blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "诉求"
        verbose_name_plural = "诉求"
        ordering = ["-received_on", "number"]
        indexes = [
            models.Index(fields=["state", "-received_on"], name="case_state_day"),
            models.Index(fields=["-received_on", "number"], name="case_day_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="case_state_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="case_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(anonymous=False)
                | Q(
                    kind=Kind.REPORT,
                    received_at=None,
                    name="",
                    phone="",
                    email="",
                    address="",
                ),
                name="case_anonymous_tells_nothing",
                violation_error_message="匿名举报不留身份和时刻。",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(refusal_reason=""),
                name="case_refused_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def unit_name(self) -> str:
        """The unit in the reader's language; the bureau itself until a unit is named."""
        return (
            self.unit.in_language("name")
            if self.unit
            else Bureau.current().in_language("name")
        )

    def moment(self) -> dt.datetime:
        """Now; for an anonymous case no closer than the day."""
        now = timezone.localtime()
        return (
            now.replace(hour=0, minute=0, second=0, microsecond=0)
            if self.anonymous
            else now
        )

    def trail(
        self, verb: Verb, *, by: Visitor | None = None, detail: str = "", **states: Any
    ) -> CaseEvent:
        """Add one line to the trail; the caller holds the transaction and the case's row."""
        event: CaseEvent = self.events.model(
            case=self,
            position=self.events.count() + 1,
            verb=verb,
            by_id=by.pk if by else None,
            by_name=by.get_username() if by else "",
            at=self.moment(),
            detail=detail,
            **states,
        )
        event.save(force_insert=True)
        return event
