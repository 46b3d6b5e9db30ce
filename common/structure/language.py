"""Rows whose words stand in Chinese and, where somebody has written them, in English; and codes that last."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language


class Spoken(models.Model):
    """A row with fields `name` and `name_en` side by side."""

    class Meta:
        abstract = True

    def in_language(self, field: str) -> str:
        """The field in the page's language; the Chinese where no English has been written."""
        return in_language(self, field)


class Coded(models.Model):
    """A row whose code other pages write down: once given, it stays."""

    class Meta:
        abstract = True

    code: models.CharField[str, str]

    def refuse_a_new_code(self) -> None:
        """ValidationError where a code that pages may name has been rewritten."""
        kept = type(self)._default_manager.filter(pk=self.pk).first()
        if kept and kept.code != self.code:
            raise ValidationError(
                {"code": f"代码建好以后不能改，页面上写着它。请改回“{kept.code}”。"}
            )


def in_language(row: models.Model, field: str) -> str:
    """For rows that are no `Spoken` of their own."""
    written = getattr(row, f"{field}_{get_language()}", "")
    return written or getattr(row, field)
