"""What the room says by mail: a number and where to look, never what was written, never the query code.

The letters themselves are the content files beside this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from common import mail
from common.structure import Directory
from complaints.choices import Notice

if TYPE_CHECKING:
    from complaints.models import Case


def tell_complainant(case: Case, notice: Notice) -> None:
    """Who left no address gets no mail, and an anonymous report never has one; the caller holds the transaction."""
    if case.anonymous or not case.email:
        return
    with translation.override(case.language):
        office = Directory.read().office
        words = {
            "bureau": office.name,
            "phone": "、".join(map(str, office.phones)) or gettext("待补"),
            "number": case.number,
            "where": f"{settings.SITE_URL}{reverse('complaints:track')}",
        }
    mail.send(notice.value, case.email, words, concerns=case, language=case.language)


def tell_handler(case: Case) -> None:
    """The officer who was given the case, if the account has an address."""
    if case.handler is None or not case.handler.email:
        return
    words = {
        "kind": str(case.get_kind_display()),
        "number": case.number,
        "where": f"{settings.SITE_URL}{reverse('desk:case', args=[case.number])}",
    }
    mail.send(Notice.ASSIGNED.value, case.handler.email, words, concerns=case)


def notice_of(message: mail.Message) -> str:
    """What the office calls the letter."""
    return str(Notice(message.code).label)
