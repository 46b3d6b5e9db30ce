"""What editors must look at again, because something they do not watch has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet


class TodoState(models.TextChoices):
    """How far a to-do is; the first is the only one that is still to be done."""

    OPEN = "open", "待办"
    CHECKED = "checked", "已核"
    CLOSED = "closed", "已更新"


class Todo(models.Model):
    """One thing to look at for one reason; never more than one open for the same pair."""

    content_type = models.ForeignKey(
        ContentType, verbose_name="对象类型", on_delete=models.CASCADE
    )
    object_id = models.PositiveBigIntegerField("对象编号")
    about = GenericForeignKey("content_type", "object_id")
    label = models.CharField("对象", max_length=200)
    subject = models.CharField("事由", max_length=250, db_index=True)
    words = models.TextField("说明")
    wants = models.DateField("应引用的版本", null=True, blank=True, editable=False)
    state = models.CharField(
        "状态",
        max_length=10,
        choices=TodoState.choices,
        default=TodoState.OPEN,
        db_index=True,
        help_text="看过、不必修改的选“已核”；改好后重新发布的，系统自动记为“已更新”。",
    )
    note = models.CharField("核对结果", max_length=300, blank=True)
    made_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="办理人",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "待办"
        verbose_name_plural = "待办"
        ordering = ["-state", "-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "subject"],
                condition=models.Q(state="open"),
                name="todo_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.subject}"

    def close(self) -> None:
        """What it asked for has been done; nobody need say so."""
        self.state, self.closed_at = TodoState.CLOSED, timezone.now()
        self.save(update_fields=["state", "closed_at"])


@dataclass(frozen=True, slots=True)
class Ask:
    """A to-do before it is written."""

    subject: str
    label: str
    words: str
    wants: dt.date | None = None


def put(content_type: ContentType, object_id: int, ask: Ask) -> None:
    """Ask once: an open to-do of the same subject is brought up to date."""
    Todo.objects.update_or_create(
        content_type=content_type,
        object_id=object_id,
        subject=ask.subject,
        state=TodoState.OPEN,
        defaults={"label": ask.label, "words": ask.words, "wants": ask.wants},
    )


def waiting_for(content_type: ContentType, object_id: int) -> QuerySet[Todo]:
    return Todo.objects.filter(
        content_type=content_type, object_id=object_id, state=TodoState.OPEN
    )
