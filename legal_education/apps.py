from __future__ import annotations

from django.apps import AppConfig


class LegalEducationConfig(AppConfig):
    name = "legal_education"
    verbose_name = "学法用法"
