"""The few figures of the home page, counted from what the rooms keep."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Locale

from complaints.models import Case
from disclosure.models import DocumentPage
from legal_education.models import Law

if TYPE_CHECKING:
    import datetime as dt


class Figure(NamedTuple):
    """A number, what it counts, and its unit."""

    value: int
    label: str
    unit: str


def figures(today: dt.date | None = None) -> list[Figure]:
    """This calendar year's cases and documents, and the laws that can be looked up; numbers only, nothing of a case."""
    year = (today or timezone.localdate()).year
    cases = Case.objects.filter(received_on__year=year)
    # A translation is the same document again.
    documents = DocumentPage.objects.live().filter(
        locale=Locale.get_default(), first_published_at__year=year
    )
    pieces = pgettext("figure", "件")
    return [
        Figure(cases.count(), _("收到投诉、举报、咨询"), pieces),
        Figure(cases.answered().count(), _("其中已经答复或者办结"), pieces),
        Figure(documents.count(), _("公开文件"), pieces),
        Figure(Law.objects.count(), _("可以查的法律法规"), pgettext("figure", "部")),
    ]
