"""Clocks as data: each row one version of one rule, shipped in files and kept in the admin."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from common.addresses import ArticleAddress
from common.clock.engine import reckon
from common.clock.reckoning import Amount, amount_told
from common.clock.words import (
    BY_DAY,
    COUNTED,
    ROLLING,
    Bound,
    Certainty,
    Direction,
    Group,
    Unit,
)
from common.shipped import ShippedRow
from common.structure import in_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from common.clock.due import Due
    from common.clock.events import Event


class ClockQuerySet(models.QuerySet["ClockRule"]):
    def active(self) -> ClockQuerySet:
        return self.filter(active=True)

    def in_force(self, day: dt.date) -> ClockQuerySet:
        """The version in force on the start day binds (clocks.md 13)."""
        return self.active().filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_to=None) | Q(valid_to__gte=day),
        )

    def newest(self) -> list[ClockRule]:
        """Of each clock its last version."""
        rows = self.active().order_by(
            "clock", models.F("valid_from").asc(nulls_first=True)
        )
        return sorted(
            {row.clock: row for row in rows}.values(), key=lambda row: row.position
        )

    def binding(self, clock: str, start: dt.date) -> ClockRule | None:
        return self.in_force(start).filter(clock=clock).first()


class ClockRule(ShippedRow):
    """One version of one clock: what starts it, how much time, which way, whom it binds, on which basis."""

    wagtail_reference_index_ignore = True

    clock = models.SlugField(
        "期限代号",
        max_length=60,
        help_text="同一期限的各个版本用同一个代号；条目代码每个版本各用一个。",
    )
    number = models.CharField(
        "编号", max_length=10, blank=True, help_text="如 C1、D8、P5。"
    )
    position = models.PositiveSmallIntegerField("排序", default=0)
    group = models.CharField("类别", max_length=20, choices=Group.choices)
    title = models.CharField("事项", max_length=120)
    title_en = models.CharField("英文事项", max_length=200, blank=True)
    begins = models.CharField(
        "起算",
        max_length=120,
        help_text="从哪一天算起，如：收到投诉之日。倒算的写事件发生之日。",
    )
    begins_en = models.CharField("英文起算", max_length=200, blank=True)

    unit = models.CharField("单位", max_length=20, choices=Unit.choices)
    amount = models.PositiveSmallIntegerField(
        "数量", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    direction = models.CharField(
        "方向", max_length=10, choices=Direction.choices, default=Direction.AFTER
    )
    month = models.PositiveSmallIntegerField(
        "月",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    day = models.PositiveSmallIntegerField(
        "日",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    target = models.PositiveSmallIntegerField(
        "内部目标（工作日）",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="只用于法律没有规定天数的事项；这是本局自己的目标，不是法定期限。",
    )
    binds = models.CharField(
        "约束谁", max_length=10, choices=Bound.choices, default=Bound.BUREAU
    )
    rolls = models.BooleanField(
        "末日遇休息日顺延", default=False, help_text="民法典第二百零三条。"
    )
    minimum = models.BooleanField("最短期限（不少于）", default=False)
    from_next_day = models.BooleanField(
        "规定写明“次日起”", default=False, help_text="次日就是第1日，不重复扣一天。"
    )
    on_working_days = models.BooleanField(
        "只在工作日计时", default=False, help_text="只用于按小时计算和当日办结的期限。"
    )

    pauses = models.CharField("中止情形", max_length=200, blank=True)
    pause_stated = models.BooleanField(
        "只扣除书面告知的时间", default=False, help_text="行政许可法第四十五条。"
    )
    restarts = models.CharField("重新起算情形", max_length=200, blank=True)
    stops = models.CharField("终止情形", max_length=200, blank=True)
    extension = models.PositiveSmallIntegerField(
        "最多延长",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="单位与期限相同，从同一起算日合并计算。",
    )
    extension_approver = models.CharField("延长由谁批准", max_length=80, blank=True)
    extension_told = models.BooleanField("延长须告知当事人", default=False)

    basis = models.TextField(
        "依据",
        help_text="每行一条：条文地址（如：旅游法/2018-10-26/35）或者文件名称。",
    )
    lapse = models.CharField("逾期的后果", max_length=300, blank=True)
    certainty = models.CharField(
        "把握", max_length=10, choices=Certainty.choices, default=Certainty.SURE
    )
    note = models.TextField("说明", blank=True)
    valid_from = models.DateField("生效日", null=True, blank=True)
    valid_to = models.DateField("失效前最后一日", null=True, blank=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        verbose_name = "期限规则"
        verbose_name_plural = "期限规则"
        ordering = ["position", "clock", "valid_from"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}：{self.length}".strip()

    def clean(self) -> None:
        faults: dict[str, list[str]] = defaultdict(list)
        for check in (_unit, _switches, _changes, _basis, _validity):
            for field, message in check(self):
                faults[field].append(message)
        if not faults and self.overlapping():
            faults["valid_from"].append("与同一期限的另一个版本时间重叠。")
        if faults:
            raise ValidationError(dict(faults))

    def overlapping(self) -> bool:
        """Two versions of one clock may not bind on the same day."""
        others = ClockRule.objects.filter(clock=self.clock, active=True).exclude(
            code=self.code
        )
        return self.active and any(self.meets(other) for other in others)

    def meets(self, other: ClockRule) -> bool:
        """Both are in force on some day."""
        begins = max(self.valid_from or dt.date.min, other.valid_from or dt.date.min)
        return begins <= min(
            self.valid_to or dt.date.max, other.valid_to or dt.date.max
        )

    def reckon(
        self, start: dt.date | dt.datetime | None, events: Sequence[Event] = ()
    ) -> Due:
        return reckon(self, start, events)

    @property
    def unsure(self) -> bool:
        return self.certainty == Certainty.UNSURE

    @property
    def takes_events(self) -> bool:
        return bool(self.pauses or self.restarts or self.extension)

    @property
    def length(self) -> str:
        """The period in a few words: 20个工作日, 每年1月31日, 立即."""
        if self.unit in COUNTED:
            return amount_told(Amount(self.amount or 0, self.unit))
        if self.unit == Unit.YEARLY:
            date = {"month": self.month, "day": self.day}
            return _("每年%(month)s月%(day)s日前") % date
        return str(Unit(self.unit).label)

    @property
    def longer(self) -> str:
        """How much may be added."""
        return amount_told(Amount(self.extension or 0, self.unit))

    @property
    def addresses(self) -> list[str]:
        """The lines of the basis that are articles."""
        return [line for line in self.basis.splitlines() if is_address(line)]

    @property
    def papers(self) -> list[str]:
        """The lines of the basis that name a document."""
        return [
            line for line in self.basis.splitlines() if line and not is_address(line)
        ]

    @property
    def basis_told(self) -> str:
        cited = [ArticleAddress.parse(line).citation for line in self.addresses]
        return "；".join([*cited, *self.papers])

    def in_language(self, field: str) -> str:
        return in_language(self, field)


Fault = tuple[str, str]


def _unit(rule: ClockRule) -> list[Fault]:
    """Each unit has its own number and no other."""
    faults = []
    if rule.unit in COUNTED and not rule.amount:
        faults.append(("amount", "这种单位要填数量。"))
    if rule.unit not in COUNTED and rule.amount:
        faults.append(("amount", "这种单位不填数量。"))
    if rule.unit == Unit.YEARLY and not _is_day(rule.month, rule.day):
        faults.append(("day", "请填一个每年都有的月和日。"))
    if rule.unit != Unit.YEARLY and (rule.month or rule.day):
        faults.append(("month", "只有每年固定日期才填月和日。"))
    if rule.unit != Unit.NO_NUMBER and rule.target:
        faults.append(("target", "有法定天数的事项不设内部目标。"))
    return faults


def _is_day(month: int | None, day: int | None) -> bool:
    """2001 was no leap year."""
    try:
        dt.date(2001, month or 0, day or 0)
    except ValueError:
        return False
    return True


def _switches(rule: ClockRule) -> list[Fault]:
    faults = []
    if rule.rolls and (rule.unit not in ROLLING or rule.direction == Direction.BEFORE):
        faults.append(("rolls", "只有往后按日、月、年计算的期限才顺延。"))
    if rule.on_working_days and rule.unit not in {Unit.HOURS, Unit.SAME_DAY}:
        faults.append(("on_working_days", "只用于按小时计算和当日办结的期限。"))
    if rule.direction == Direction.BEFORE and rule.unit not in BY_DAY:
        faults.append(("direction", "往前推算的期限只能按工作日或者日计算。"))
    if rule.minimum and rule.unit not in BY_DAY:
        faults.append(("minimum", "最短期限只能按工作日或者日计算。"))
    return faults


def _changes(rule: ClockRule) -> list[Fault]:
    """What may happen to the clock while it runs."""
    faults = []
    forward = rule.direction == Direction.AFTER
    if rule.pauses and not (rule.unit in BY_DAY and forward):
        faults.append(("pauses", "只有往后按工作日或者日计算的期限才能中止。"))
    if rule.pause_stated and not rule.pauses:
        faults.append(("pause_stated", "没有中止情形，不必选这一项。"))
    if rule.restarts and not (rule.unit in COUNTED - {Unit.HOURS} and forward):
        faults.append(("restarts", "只有往后按日、月、年计算的期限才能重新起算。"))
    if rule.extension and not (rule.unit in COUNTED - {Unit.HOURS} and forward):
        faults.append(("extension", "只有往后按日、月、年计算的期限才能延长。"))
    if rule.extension and not rule.extension_approver:
        faults.append(("extension_approver", "请写明延长由谁批准。"))
    return faults


def is_address(line: str) -> bool:
    try:
        ArticleAddress.parse(line)
    except ValueError:
        return False
    return True


def _basis(rule: ClockRule) -> list[Fault]:
    """A line with two strokes is meant as an address; anything else names a document."""
    return [
        ("basis", f"“{line}”不是条文地址，请按“法名/版本日期/条号”填写。")
        for line in rule.basis.splitlines()
        if line.count("/") >= 2 and not is_address(line)
    ]


def _validity(rule: ClockRule) -> list[Fault]:
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        return [("valid_to", "失效日早于生效日。")]
    return []
