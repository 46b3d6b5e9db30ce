"""Tries a rule before it is saved: a day of one's own with its reckoning, and sample days beside the rule as it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.admin.panels import Panel

from common.calendar import current
from common.clock.calculator import Answer
from common.clock.form import DeadlineForm
from common.clock.reckoning import day_told, moment_told
from common.clock.rule import ClockRule
from common.clock.words import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest, HttpResponse

    from common.calendar import Calendar
    from common.clock.due import Due

TRY = "try"
DAY = dt.timedelta(days=1)
AFTERNOON = dt.time(16)
LONG_REST, AHEAD = 3, 365


@dataclass(frozen=True, slots=True)
class Sample:
    """One start day: when it is due by the rule as saved, and by the rule as it would be."""

    start: str
    why: str
    saved: str
    tried: str

    @property
    def changes(self) -> bool:
        return bool(self.saved) and self.saved != self.tried


def samples(tried: ClockRule) -> list[Sample]:
    """Today, and the last working day before each long rest of the coming year, where most is counted wrongly."""
    saved = ClockRule.objects.filter(pk=tried.pk).first() if tried.pk else None
    return [
        Sample(
            day_told(day),
            why,
            due_told(saved, day) if saved else "",
            due_told(tried, day),
        )
        for day, why in starts(timezone.localdate(), current())
    ]


def starts(today: dt.date, calendar: Calendar) -> Iterator[tuple[dt.date, str]]:
    yield today, "今天"
    for ahead in range(1, AHEAD):
        day = today + ahead * DAY
        rest = [day + step * DAY for step in range(1, LONG_REST + 1)]
        if calendar.works(day) and not any(map(calendar.works, rest)):
            yield day, "长假前最后一个工作日"


def due_told(rule: ClockRule, day: dt.date) -> str:
    start: dt.date = day
    if rule.unit == Unit.HOURS:
        start = timezone.make_aware(dt.datetime.combine(day, AFTERNOON))
    return _told(rule.reckon(start))


def _told(due: Due) -> str:
    if due.moment:
        return moment_told(due.moment)
    if due.target:
        return f"内部目标 {day_told(due.target)}"
    if due.law is None or due.rolled is None:
        return "法律没有规定天数"
    words = day_told(due.law)
    if due.differs:
        words = f"{words}，实际末日 {day_told(due.rolled)}"
    return f"{words}（暂定）" if due.provisional else words


class TrialPanel(Panel):
    """A box on the form of a rule: its button sends the form to be reckoned with, not to be saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "portal/clocks/trial.html"

        def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
            context = super().get_context_data(parent_context)
            return {**context, **trial(self.request, self.form)}


def trial(request: HttpRequest, form: Any) -> dict[str, Any]:
    """What the box shows; a rule that is wrong is mended first, so nothing is reckoned by it."""
    rule: ClockRule = form.instance
    asked = TRY in request.POST
    lawful = bool(rule.unit) and (not form.is_bound or form.is_valid())
    days = request.POST if asked and request.POST.get(f"{TRY}-start") else None
    box = DeadlineForm(rule, days, prefix=TRY, use_required_attribute=False)
    box.fields["start"].label = rule.begins or "起算日"
    answer = None
    if lawful and box.is_bound and box.is_valid():
        answer = Answer(rule, rule.reckon(box.moment, box.events))
    return {
        "asked": asked,
        "lawful": lawful,
        "box": box,
        "answer": answer,
        "samples": samples(rule) if lawful else [],
        "unsaved": asked and lawful,
    }


class Tried:
    """A create or edit view that does not save where the person only wants to see."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        view: Any = super()
        if TRY not in self.request.POST:
            saved: HttpResponse = view.form_valid(form)
            return saved
        self.form = form
        shown: HttpResponse = view.render_to_response(view.get_context_data(form=form))
        return shown
