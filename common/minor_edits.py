"""小改动: a change to a Chinese page that leaves its translations true, said by the editor who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from wagtail.models import Page

if TYPE_CHECKING:
    import datetime as dt
    from uuid import UUID

    from django.contrib.auth.models import User


class MinorEdit(models.Model):
    """Up to which publication of the Chinese page its translations still hold; the last word counts."""

    page = models.OneToOneField(
        Page, verbose_name="页面", on_delete=models.CASCADE, related_name="+"
    )
    holds_until = models.DateTimeField("截至")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="说明人",
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField("时间", auto_now=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "小改动"
        verbose_name_plural = "小改动"

    def __str__(self) -> str:
        return f"{self.page}（{self.holds_until:%Y-%m-%d}）"


def declare(page: Page, user: User | None) -> bool:
    """Say that the page as published now asks for no new translation; False where it was never published."""
    published: dt.datetime | None = (
        Page.objects.filter(pk=page.pk)
        .values_list("last_published_at", flat=True)
        .first()
    )
    if published is None:
        return False
    MinorEdit.objects.update_or_create(
        page_id=page.pk, defaults={"holds_until": published, "by": user}
    )
    return True


def held_until(translation_key: UUID) -> dt.datetime | None:
    """The publication of the Chinese page up to which its translations were said to hold."""
    return (
        MinorEdit.objects.filter(
            page__translation_key=translation_key,
            page__locale__language_code=settings.LANGUAGE_CODE,
        )
        .values_list("holds_until", flat=True)
        .first()
    )
