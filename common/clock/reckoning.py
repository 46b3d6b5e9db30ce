"""A reckoning in words: which days were counted, which were not, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as said

from common.calendar.days import weekday

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(Enum):
    """What one line of a reckoning says."""

    NOT_BEGUN = said("起算日还没有确定，期限尚未起算；请尽快确认。")
    START = said("%(day)s是起算日，当日不计入，从次日起算。")
    START_MOVED = said("%(day)s不是工作日（%(note)s），以下一个工作日%(to)s为准。")
    MOMENT = said("从%(moment)s起按小时计算，不顺延。")
    WORKING_HOURS = said("只计工作日内的时间：%(span)s计%(hours)s小时。")
    HOURS_END = said("满%(hours)s小时：%(moment)s。")
    PLAIN_HOURS = said("按连续小时计算是%(moment)s，提醒以此为准。")
    AT_ONCE = said("应当立即办理，没有等待的时间。")
    SAME_DAY = said("应当在%(day)s当日办结。")
    NO_NUMBER = said("法律没有规定天数。")
    TARGET = said("本局内部目标：%(amount)s个工作日，到%(day)s；这不是法定期限。")
    EVENT = said("%(day)s是事件发生日，当日不计入，往前推算。")
    WORKING = said("%(span)s：第%(numbers)s个工作日%(note)s")
    CALENDAR = said("%(span)s：第%(numbers)s日，逐日计算")
    SKIPPED = said("%(span)s：%(note)s，不计")
    PAUSED = said("%(span)s：期限中止，不计")
    PAUSE_OPEN = said(
        "%(day)s的次日起期限中止，结果尚未收到；已计%(counted)s，剩余%(remaining)s。"
    )
    NO_PAUSE = said("%(day)s起的中止不予扣除：本期限没有可以中止的法定情形。")
    NOT_STATED = said(
        "%(day)s起的时间不予扣除：没有写明所需时间的书面通知（只扣除书面告知的时间）。"
    )
    CORRESPONDING = said("从%(day)s起满%(amount)s，对应日是%(to)s。")
    MONTH_END = said("从%(day)s起满%(amount)s，当月没有对应日，以月末%(to)s为准。")
    EXTENDED = said("%(approved)s批准延长%(amount)s，从同一起算日合并计算。")
    EXTENSION_CUT = said("延长最多%(most)s，超出的部分无效。")
    NO_EXTENSION = said("延长不生效：本期限没有可以延长的规定。")
    NOT_APPROVED = said("延长不生效：没有在期限届满（%(day)s）前批准。")
    NOT_TOLD = said("延长不生效：没有在期限届满（%(day)s）前告知当事人。")
    SECOND = said("第二次延长不生效：一个期限只能延长一次。")
    RESTARTED = said("%(day)s重新起算，此前已经过的时间不再计入。")
    NO_RESTART = said("%(day)s不重新起算：本期限没有重新起算的规定。")
    BEFORE_START = said("%(day)s早于起算日，不影响本期限。")
    LAW = said("法定末日：%(day)s。")
    ROLLED = said("%(day)s是休息日（%(note)s），顺延到其后第一个工作日%(to)s。")
    NOT_ROLLED = said("%(day)s是休息日（%(note)s），本期限不顺延。")
    ROLLED_BACK = said(
        "%(day)s是休息日（%(note)s），本局提前到此前最近的工作日%(to)s。"
    )
    KEPT = said("%(day)s是休息日（%(note)s），法律没有要求提前；建议在%(to)s前提交。")
    FIXED = said("每年固定日期：%(day)s，当日包括在内，不顺延。")
    FIXED_ALARM = said("%(day)s是休息日（%(note)s），提醒定在此前最近的工作日%(to)s。")
    MINIMUM = said("这是最短期限：不得早于%(day)s结束。")
    STOPPED = said("%(day)s期限终止。")
    PROVISIONAL = said(
        "其中有的日子还没有放假通知，暂按法定节日和周末推算；通知公布后日期可能提前，也可能推后。"
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line; its words are chosen when it is read, in the reader's language."""

    kind: Kind
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return _(self.kind.value) % {
            name: _told(value) for name, value in self.values.items()
        }

    def __str__(self) -> str:
        return self.text


@dataclass(slots=True)
class Run:
    """Days on end that are counted, or left out, for one cause; the numbers are those of the period."""

    kind: Kind
    days: list[dt.date]
    reasons: list[str]
    numbers: list[int]

    def takes(self, kind: Kind, reason: str) -> bool:
        """Rest days of several causes stand on one line; a make-up working day always shows."""
        if kind is not self.kind:
            return False
        return kind in {Kind.SKIPPED, Kind.PAUSED} or [reason] == self.reasons

    def add(self, day: dt.date, reason: str, number: int) -> None:
        self.days.append(day)
        self.numbers.append(number)
        if reason not in self.reasons:
            self.reasons.append(reason)

    def line(self) -> Line:
        reasons = [reason for reason in self.reasons if reason]
        note: Any = tuple(reasons)
        if self.kind is Kind.WORKING:
            note = Bracketed(reasons)
        return Line(
            self.kind,
            {
                "span": Span(self.days[0], self.days[-1]),
                "numbers": Numbers(self.numbers[0], self.numbers[-1]),
                "note": note,
            },
        )


class Bracketed(tuple[str, ...]):
    """Reasons that follow a counted day in brackets, or nothing."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Span:
    since: dt.date
    until: dt.date


@dataclass(frozen=True, slots=True)
class Numbers:
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as `20个工作日`."""

    number: int
    unit: str


AMOUNTS = {
    "working-days": said("%(number)s个工作日"),
    "days": said("%(number)s日"),
    "hours": said("%(number)s小时"),
    "months": said("%(number)s个月"),
    "years": said("%(number)s年"),
}


def _told(value: Any) -> Any:
    """How a value of a line is written."""
    teller = _TELLERS.get(type(value))
    return teller(value) if teller else value


def day_told(day: dt.date) -> str:
    """2026-11-24（周二）."""
    return _("%(day)s（%(weekday)s）") % {
        "day": day.isoformat(),
        "weekday": weekday(day),
    }


def moment_told(moment: dt.datetime) -> str:
    """Midnight is told as the end of the day before."""
    local = timezone.localtime(moment)
    if local.time() == dt.time():
        return f"{day_told(local.date() - dt.timedelta(days=1))} 24:00"
    return f"{day_told(local.date())} {local:%H:%M}"


def amount_told(amount: Amount) -> str:
    return _(AMOUNTS[amount.unit]) % {"number": amount.number}


def _span_told(span: Span) -> str:
    if span.since == span.until:
        return day_told(span.since)
    return _("%(since)s至%(until)s") % {
        "since": day_told(span.since),
        "until": day_told(span.until),
    }


def _numbers_told(numbers: Numbers) -> str:
    if numbers.first == numbers.last:
        return str(numbers.first)
    return _("%(first)s至%(last)s") % {"first": numbers.first, "last": numbers.last}


_TELLERS: Mapping[type, Any] = {
    dt.date: day_told,
    dt.datetime: moment_told,
    Span: _span_told,
    Numbers: _numbers_told,
    Amount: amount_told,
    tuple: lambda reasons: _("、").join(reasons),
    Bracketed: lambda reasons: (
        _("（%(note)s）") % {"note": _("、").join(reasons)} if reasons else ""
    ),
}


class Tally:
    """Writes a reckoning down as it is made: single days gather into runs, and everything else is a remark."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._run: Run | None = None

    def day(self, kind: Kind, day: dt.date, reason: str = "", number: int = 0) -> None:
        if self._run is None or not self._run.takes(kind, reason):
            self._close()
            self._run = Run(kind, [], [], [])
        self._run.add(day, reason, number)

    def remark(self, kind: Kind, **values: Any) -> None:
        self._close()
        self._lines.append(Line(kind, values))

    def lines(self) -> tuple[Line, ...]:
        self._close()
        return tuple(self._lines)

    def _close(self) -> None:
        if self._run is not None:
            self._lines.append(self._run.line())
            self._run = None
