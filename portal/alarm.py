"""Administrators hear by mail of an indicator that has gone beyond its bound, once a day while it stays there."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from common import chores, indicators, mail

LETTER = "portal.alarm"
EVERY = dt.timedelta(minutes=10)
AGAIN_AFTER = dt.timedelta(hours=24)


def register() -> None:
    chores.register("alarm", EVERY, ring)


@transaction.atomic
def ring() -> int:
    """How many mails were asked for; what was told within a day is not told again."""
    beyond = [
        reading
        for reading in indicators.readings()
        if reading.level is indicators.Level.ALARM and not _told(reading)
    ]
    people = get_user_model().objects.filter(is_superuser=True, is_active=True)
    sent = 0
    for reading in beyond:
        for person in people.exclude(email=""):
            mail.send(LETTER, person.email, _words(reading))
            sent += 1
    return sent


def _words(reading: indicators.Reading) -> dict[str, str]:
    about = reading.indicator
    return {
        "label": about.label,
        "figure": reading.text,
        "bound": reading.bound,
        "advice": about.advice or "请登录后台查看。",
        "where": f"{settings.SITE_URL}{reading.address or reverse('wagtailadmin_home')}",
    }


def _told(reading: indicators.Reading) -> bool:
    return mail.Message.objects.filter(
        code=LETTER,
        words__label=reading.indicator.label,
        made_at__gt=timezone.now() - AGAIN_AFTER,
    ).exists()
