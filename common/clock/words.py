"""The words a clock is told in: what it counts, which way, whom it binds, and how sure its reading is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What is counted. The last three count nothing."""

    WORKING_DAYS = "working-days", _("工作日")
    DAYS = "days", _("日（自然日）")
    HOURS = "hours", _("小时")
    MONTHS = "months", _("个月")
    YEARS = "years", _("年")
    SAME_DAY = "same-day", _("当日")
    AT_ONCE = "at-once", _("立即")
    YEARLY = "yearly", _("每年固定日期")
    NO_NUMBER = "no-number", _("法律没有规定天数")


class Direction(models.TextChoices):
    AFTER = "after", _("起算日之后")
    BEFORE = "before", _("事件发生日之前")


class Bound(models.TextChoices):
    """Who has to keep the time; only the bureau's own last day is moved back (clocks.md 20)."""

    BUREAU = "bureau", _("本局")
    PERSON = "person", _("群众和企业")
    OTHER = "other", _("其他单位")


class Certainty(models.TextChoices):
    SURE = "sure", _("确定")
    UNSURE = "unsure", _("待核")


class State(models.TextChoices):
    """Where a clock stands."""

    WAITING = "waiting", _("尚未起算")
    RUNNING = "running", _("计时中")
    PAUSED = "paused", _("已中止")
    STOPPED = "stopped", _("已终止")
    LAPSED = "lapsed", _("已超期")


class Group(models.TextChoices):
    """How the calculator sorts what people ask about."""

    VOICE = "voice", _("投诉、举报、信访、咨询")
    REQUEST = "request", _("依申请公开")
    LICENCE = "licence", _("行政许可程序")
    MATTER = "matter", _("具体许可事项")
    FILING = "filing", _("备案和报告")
    PUBLISHING = "publishing", _("主动公开和更正")
    REMEDY = "remedy", _("行政复议和诉讼")
    ENFORCEMENT = "enforcement", _("行政处罚和信用")
    SITE = "site", _("网站和个人信息")
    DECISION = "decision", _("重大决策和文件")
    YEARLY = "yearly", _("每年的报告")
    MARKET = "market", _("市场监管（对照）")


COUNTED = {Unit.WORKING_DAYS, Unit.DAYS, Unit.HOURS, Unit.MONTHS, Unit.YEARS}
# Only these run day by day, so that days can be taken out of them.
BY_DAY = {Unit.WORKING_DAYS, Unit.DAYS}
# Civil Code 203 moves the last day of these; every other unit names its own moment (clocks.md 5 to 7).
ROLLING = {Unit.DAYS, Unit.MONTHS, Unit.YEARS}
