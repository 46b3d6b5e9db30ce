"""What a person tells the calculator: which matter, which day, and what has happened since."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.clock.events import Extension, Pause, Restart, Stop
from common.clock.words import COUNTED, Direction, Unit

if TYPE_CHECKING:
    from common.clock.events import Event
    from common.clock.rule import ClockRule

# The years for which the calendar knows the statutory days.
FIRST, LAST = dt.date(2004, 1, 1), dt.date(2040, 12, 31)
DATE_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%H：%M", "%H点%M分", "%H点"]


class DayInput(forms.DateInput):
    """The browser's own date box; what it cannot show (a wrong day) stays as it was typed, in a box for text."""

    def __init__(self) -> None:
        super().__init__(attrs={"autocomplete": "off"}, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        context["widget"]["type"] = "date" if not shown or _is_day(shown) else "text"
        return context


def _is_day(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except ValueError:
        return False


class DayField(forms.DateField):
    """A day as people write it, within the years that the calendar knows."""

    def __init__(
        self, label: Any, help_text: Any = "", *, required: bool = False
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            input_formats=DATE_FORMATS,
            widget=DayInput(),
            error_messages={
                "required": _("请填写日期。"),
                "invalid": _("日期看不明白，请写成2026-11-24这样。"),
            },
        )

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value and not FIRST <= value <= LAST:
            raise ValidationError(
                gettext("请填写%(first)d年至%(last)d年之间的日期。")
                % {"first": FIRST.year, "last": LAST.year}
            )


class DeadlineForm(forms.Form):
    """The days that one matter asks for; what the matter does not know is not asked."""

    start = DayField("", required=True)
    time = forms.TimeField(
        label=_("时间"),
        help_text=_("这项期限按小时计算，请写出几点几分，如15:30。"),
        input_formats=TIME_FORMATS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("请填写几点几分。"),
            "invalid": _("时间看不明白，请写成15:30这样。"),
        },
    )
    restarted = DayField(_("重新起算的日期"))
    paused = DayField(_("中止从哪一天开始"), _("发函、发通知的那一天；从次日起不计。"))
    resumed = DayField(_("结果哪一天收到"), _("这一天也不计；还没有收到的，请留空。"))
    approved = DayField(_("延长哪一天批准"))
    told = DayField(_("延长哪一天告知当事人"))
    ended = DayField(
        _("哪一天办完、撤回或者移送"), _("填了这一天，就看得出是按期还是逾期。")
    )

    def __init__(self, rule: ClockRule, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        self.fields["start"].label = rule.in_language("begins")
        asked = {
            "time": rule.unit == Unit.HOURS,
            "restarted": bool(rule.restarts),
            "paused": bool(rule.pauses),
            "resumed": bool(rule.pauses),
            "approved": bool(rule.extension),
            "told": bool(rule.extension and rule.extension_told),
            "ended": _ends_on_a_day(rule),
        }
        for name, wanted in asked.items():
            if not wanted:
                del self.fields[name]
        if rule.pause_stated:
            self.fields["paused"].label = _("书面通知所需时间的日期")
            self.fields["resumed"].label = _("书面通知写明到哪一天为止")
            self.fields["resumed"].help_text = _(
                "只扣除书面告知的时间；没有书面告知的，请留空。"
            )

    @property
    def event_fields(self) -> list[forms.BoundField]:
        """What may have happened since the start."""
        return [self[name] for name in self.fields if name not in {"start", "time"}]

    @property
    def has_events(self) -> bool:
        return any(field.value() or field.errors for field in self.event_fields)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        self._in_order(told, "paused", "resumed", _("结束的日期早于开始的日期。"))
        self._in_order(told, "approved", "told", _("告知的日期早于批准的日期。"))
        if self.rule.direction == Direction.AFTER:
            for name in ("restarted", "paused", "approved", "ended"):
                self._in_order(told, "start", name, _("这个日期早于起算日。"))
        return told

    def _in_order(
        self, told: dict[str, Any], first: str, second: str, fault: Any
    ) -> None:
        """A second day needs the first, and may not come before it."""
        early, late = told.get(first), told.get(second)
        if late and not early and first in self.fields and first not in self.errors:
            self.add_error(first, _("请先填写这一项。"))
        elif early and late and late < early and second not in self.errors:
            self.add_error(second, fault)

    @property
    def moment(self) -> dt.date | dt.datetime:
        """The start, with its hour where the clock counts hours."""
        start: dt.date = self.cleaned_data["start"]
        time: dt.time | None = self.cleaned_data.get("time")
        if time is None:
            return start
        return timezone.make_aware(dt.datetime.combine(start, time))

    @property
    def events(self) -> list[Event]:
        told = self.cleaned_data
        found: list[Event] = []
        if told.get("restarted"):
            found.append(Restart(told["restarted"]))
        if told.get("paused"):
            ended = told.get("resumed")
            stated = self.rule.pause_stated
            found.append(
                Pause(
                    told["paused"],
                    until=None if stated else ended,
                    stated_until=ended if stated else None,
                )
            )
        if told.get("approved"):
            found.append(Extension(told["approved"], told.get("told")))
        if told.get("ended"):
            found.append(Stop(told["ended"]))
        return found


def _ends_on_a_day(rule: ClockRule) -> bool:
    """What may be done any day up to the last; an hour clock wants an hour, a shortest period no end before it."""
    forward = rule.direction == Direction.AFTER
    return forward and rule.unit in COUNTED - {Unit.HOURS} and not rule.minimum
