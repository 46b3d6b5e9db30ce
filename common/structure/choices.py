"""The words with codes of the structure."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CompetenceKind(TextChoices):
    """What a function is, as people look for it."""

    COMPLAINT = "complaint", _("投诉和纠纷")
    REPORT = "report", _("举报违法")
    ADVICE = "advice", _("咨询、建议和服务")
    LICENCE = "licence", _("行政许可")
    FILING = "filing", _("备案")
    INSPECTION = "inspection", _("监督检查")
    PENALTY = "penalty", _("行政处罚")
    REVIEW = "review", _("监督和救济")
