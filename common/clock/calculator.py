"""The calculator of a page: from an address line to a matter, a form, and an answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from common.clock.form import DeadlineForm
from common.clock.reckoning import Amount, amount_told, day_told, moment_told
from common.clock.rule import ClockRule
from common.clock.words import Bound, Direction, Group, State, Unit
from common.text import normalise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from common.clock.due import Due

LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """One date of an answer, with a sentence that says what it means."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """When it is due, and why."""

    rule: ClockRule
    due: Due

    @property
    def facts(self) -> list[Fact]:
        return [fact for fact in self._facts() if fact.value]

    @property
    def state_note(self) -> str:
        """Why there is no date, where there is none."""
        if self.due.state is State.PAUSED and self.due.remaining is not None:
            left = amount_told(Amount(self.due.remaining, self.rule.unit))
            return _("期限中止，结果还没有收到；恢复以后还剩%(left)s。") % {
                "left": left
            }
        if self.rule.unit == Unit.NO_NUMBER and self.due.target is None:
            return _("法律没有规定天数，这里不替法律编一个。")
        return ""

    def _facts(self) -> Iterable[Fact]:
        due = self.due
        if due.moment:
            yield Fact(
                _("到期时刻"), moment_told(due.moment), _("按小时计算，不顺延。")
            )
        elif due.law:
            yield Fact(self._last_name(), day_told(due.law), self._last_note())
        if due.rolled and due.differs:
            yield Fact(self._rolled_name(), day_told(due.rolled))
        if due.target:
            yield Fact(_("内部目标"), day_told(due.target), _("这不是法定期限。"))
        if due.alarm and not due.target:
            yield Fact(_("提醒日"), self._alarm(due.alarm), self._alarm_note())
        if due.state is State.STOPPED:
            yield Fact(_("办理情况"), _("逾期") if due.late else _("按期"))
        if due.reminder and due.reminder != due.alarm:
            yield Fact(self._reminder_name(), day_told(due.reminder))

    def _alarm(self, day: dt.date) -> str:
        moment = self.due.alarm_moment
        return moment_told(moment) if moment and self.due.moment else day_told(day)

    def _last_name(self) -> str:
        return _("最短期限届满日") if self.rule.minimum else _("法定末日")

    def _last_note(self) -> str:
        if self.rule.minimum:
            return _("不得早于这一天结束。")
        return _("网上提交到当日24时；要到窗口办的，到当日下班时。")

    def _rolled_name(self) -> str:
        if self.rule.direction == Direction.BEFORE:
            return _("提前到")
        return _("顺延后")

    def _alarm_note(self) -> str:
        if self.due.differs:
            return _("法定末日与顺延后的日子不同，以早的一天提醒。")
        return ""

    def _reminder_name(self) -> str:
        ours = self.rule.binds == Bound.BUREAU
        return _("本局提前提醒") if ours else _("建议最迟办理")


def calculator(query: Mapping[str, str]) -> dict[str, Any]:
    """What a page shows for this address line."""
    rules = ClockRule.objects.newest()
    words = query.get("find", "")[:LONGEST_WORDS]
    group = query.get("group", "")
    chosen = next((rule for rule in rules if rule.clock == query.get("clock")), None)
    shown = [rule for rule in rules if _fits(rule, words, group) or rule == chosen]
    form, answer = _asked(chosen, query)
    return {
        "find": words,
        "group": group if group in Group.values else "",
        "groups": Group.choices,
        "matters": by_group(shown),
        "found": bool([rule for rule in shown if rule != chosen] or not words),
        "chosen": chosen,
        "unknown": bool(query.get("clock")) and chosen is None,
        "form": form,
        "answer": answer,
        "all": by_group(rules),
        "number": len(rules),
    }


def _asked(
    chosen: ClockRule | None, query: Mapping[str, str]
) -> tuple[DeadlineForm | None, Answer | None]:
    if chosen is None:
        return None, None
    form = DeadlineForm(chosen, query if "start" in query else None)
    if not form.is_bound or not form.is_valid():
        return form, None
    start = form.cleaned_data["start"]
    rule = ClockRule.objects.binding(chosen.clock, start)
    if rule is None:
        form.add_error("start", _("这一天没有生效的规定，请核对日期。"))
        return form, None
    return form, Answer(rule, rule.reckon(form.moment, form.events))


def _fits(rule: ClockRule, words: str, group: str) -> bool:
    """Every word that was typed stands somewhere in the matter's names."""
    if group in Group.values and rule.group != group:
        return False
    text = normalise(
        f"{rule.number} {rule.title} {rule.title_en} {rule.begins} {rule.get_group_display()}"
    )
    return all(word in text for word in normalise(words).split())


def by_group(rules: Iterable[ClockRule]) -> list[tuple[str, list[ClockRule]]]:
    sorted_rules = sorted(rules, key=lambda rule: Group.values.index(rule.group))
    return [
        (str(Group(code).label), list(members))
        for code, members in groupby(sorted_rules, key=lambda rule: rule.group)
    ]


def titles() -> str:
    """The matters in words, for the search of the site."""
    rows = ClockRule.objects.active().values_list("number", "title", "basis")
    return "\n".join(" ".join(row) for row in rows)
