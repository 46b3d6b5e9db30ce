"""A notice is loaded, or taken back: all of it in one transaction, with a line in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail import hooks
from wagtail.log_actions import log

from common import shipped
from common.calendar import effects, shipment
from common.calendar.present import forget
from common.calendar.present import read as read_calendar
from common.calendar.preview import foresee, turns
from common.calendar.tables import HolidayNotice, WorkdayException

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from wagtail.log_actions import LogActionRegistry

    from common.calendar.days import Calendar
    from common.calendar.preview import Preview
    from common.calendar.sheet import NamedDay, Sheet

LOADED = "calendar.load"
WITHDRAWN = "calendar.withdraw"


@hooks.register("register_log_actions")
def name_acts(actions: LogActionRegistry) -> None:
    actions.register_action(LOADED, "装入放假通知", "装入放假通知")
    actions.register_action(WITHDRAWN, "撤回放假通知", "撤回放假通知")


@transaction.atomic
def load(sheet: Sheet, year: int, number: str, by: User | None) -> Preview:
    """The year's notice is now this one; a second load of the same changes nothing and leaves no line."""
    _one_at_a_time()
    preview = foresee(sheet, year, number)
    if preview.changes_nothing:
        return preview
    WorkdayException.objects.filter(year=year).exclude(
        date__in=[day.date for day in sheet.days]
    ).delete()
    for day in sheet.days:
        _write(day, year, number)
    WorkdayException.objects.filter(year=year).update(shipped=None)
    notice, _ = HolidayNotice.objects.update_or_create(
        year=year,
        defaults={
            "code": str(year),
            "number": number,
            "active": True,
            "shipped": None,
            "loaded_at": timezone.now(),
            "loaded_by": by,
        },
    )
    _tell(LOADED, notice, preview.old, by)
    return preview


@transaction.atomic
def withdraw(year: int, by: User | None) -> None:
    """What was loaded in the admin goes; where the software brought a notice for the year, that one returns."""
    _one_at_a_time()
    old = read_calendar()
    notice = HolidayNotice.objects.get(year=year, shipped__isnull=True)
    gone = HolidayNotice(pk=notice.pk, year=year, number=notice.number)
    WorkdayException.objects.filter(year=year).delete()
    notice.delete()
    shipped.load(WorkdayException, shipment.exceptions())
    shipped.load(HolidayNotice, shipment.notices())
    _tell(WITHDRAWN, gone, old, by)


def _one_at_a_time() -> None:
    """Two loads at once would each count by a calendar that the other is changing."""
    list(HolidayNotice.objects.select_for_update().values_list("pk", flat=True))


def _write(day: NamedDay, year: int, number: str) -> None:
    WorkdayException.objects.update_or_create(
        date=day.date,
        defaults={
            "code": day.date.isoformat(),
            "works": day.works,
            "name": day.name,
            "notice": number,
            "year": year,
            "active": True,
        },
    )


def _tell(act: str, notice: HolidayNotice, old: Calendar, by: User | None) -> None:
    new = read_calendar()
    turned = [
        f"{turn.day} {'上班' if turn.works else '休息'}"
        for turn in turns(old, new, notice.year)
    ]
    said = {"year": notice.year, "number": notice.number, "turned": turned}
    log(instance=notice, action=act, user=by, data=said)
    effects.calendar_changed.send(sender=HolidayNotice, old=old, new=new)
    transaction.on_commit(forget)
