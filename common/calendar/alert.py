"""Years that should have a notice by now and have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from common.calendar.present import current

if TYPE_CHECKING:
    import datetime as dt

# The State Council Office publishes next year's notice in November or December.
ASKED_FROM_MONTH = 11


def missing_years(today: dt.date | None = None) -> list[int]:
    """This year's notice always; from 1 November next year's as well."""
    day = today or timezone.localdate()
    wanted = [day.year, day.year + 1] if day.month >= ASKED_FROM_MONTH else [day.year]
    return [year for year in wanted if year not in current().noticed]
