"""The words with codes that disclosures use."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DocumentKind(TextChoices):
    """体裁分类 of a disclosure document."""

    REPORT = "report", _("报告")
    POLICY = "policy", _("政策文件")
    PLAN = "plan", _("规划计划")
    NOTICE = "notice", _("通知公告")
    GUIDE = "guide", _("公开指南")
    CATALOGUE = "catalogue", _("公开目录")
    BUDGET = "budget", _("预算决算")
    STATISTICS = "statistics", _("统计数据")
    INSPECTION = "inspection", _("监督检查")
