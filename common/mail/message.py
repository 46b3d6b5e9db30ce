"""One mail to one address: which letter, whom it concerns, and how far it got.

A row names what it concerns and holds the few words that fill the letter (a number, an address of this site), never
what somebody wrote to us. The recipient is personal data and so is a server's answer, which often repeats it.
"""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import TextChoices
from django.utils import timezone

from common.sealed import SealedModel, SealedTextField


class MessageState(TextChoices):
    WAITING = "waiting", "待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "未送达"


def fresh_message_id() -> str:
    """Made once and kept: a mail that goes twice is the same mail to whoever receives it."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{secrets.token_hex(16)}@{host}>"


def masked(address: str) -> str:
    """Enough to know one's own address by: wang@example.com → w***@example.com; a name without a host likewise."""
    name, at, host = address.rpartition("@") if "@" in address else (address, "", "")
    return f"{name[:1]}***{at}{host}"


class MessageQuerySet(models.QuerySet["Message"]):
    def concerning(self, row: models.Model) -> MessageQuerySet:
        kind = ContentType.objects.get_for_model(row)
        return self.filter(concerns_type=kind, concerns_id=row.pk)

    def due(self) -> MessageQuerySet:
        return self.filter(state=MessageState.WAITING, due_at__lte=timezone.now())


class Message(SealedModel):
    """`due_at` is both the next try and the claim of whoever tries now: nobody takes it before."""

    code = models.CharField("信件", max_length=80)
    language = models.CharField("语言", max_length=10, default="zh-hans")
    recipient = SealedTextField("收件人")
    message_id = models.CharField(
        "邮件标识", max_length=200, unique=True, default=fresh_message_id
    )
    subject = models.CharField("主题", max_length=200)
    words = models.JSONField("填入的内容", default=dict)
    state = models.CharField(
        "状态", max_length=10, choices=MessageState, default=MessageState.WAITING
    )
    tries = models.PositiveSmallIntegerField("已试次数", default=0)
    fault = SealedTextField("原因", blank=True)
    made_at = models.DateTimeField("登记时间", default=timezone.now)
    due_at = models.DateTimeField("应发时间", default=timezone.now)
    sent_at = models.DateTimeField("发出时间", null=True, blank=True)
    concerns_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    concerns_id = models.BigIntegerField(null=True, blank=True)
    concerns = GenericForeignKey("concerns_type", "concerns_id")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "邮件"
        verbose_name_plural = "邮件"
        ordering = ["-made_at"]
        indexes = [
            models.Index(fields=["state", "due_at"], name="message_due"),
            models.Index(
                fields=["concerns_type", "concerns_id"], name="message_concerns"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def masked_recipient(self) -> str:
        return masked(self.recipient)

    def mark(self, state: MessageState, **values: Any) -> None:
        """Write where it stands and nothing else of the row."""
        self.state = state
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *values])
