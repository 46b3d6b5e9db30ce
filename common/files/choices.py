from __future__ import annotations

from django.db import models


class TextState(models.TextChoices):
    """How far the words of an attachment have been taken out."""

    PENDING = "pending", "提取中"
    DONE = "done", "已提取"
    EMPTY = "empty", "无文字"
    FAILED = "failed", "提取失败"
    NONE = "none", "不提取"
