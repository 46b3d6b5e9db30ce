"""Supervisors take a list of cases along, and everybody who may can see who did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from common.outputs import download
from complaints import actions
from complaints.actions.export import HEADINGS
from complaints.forms.desk import ExportForm
from complaints.models import ExportEvent
from complaints.permissions import user_can_export
from complaints.views.frame import StaffRequest, for_staff, page

if TYPE_CHECKING:
    from django.http import HttpResponse

LOG_LINES = 50


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: StaffRequest) -> HttpResponse:
    if not user_can_export(request.user):
        raise Http404
    form = ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        chosen = words.pop("form")
        rows = actions.export(by=request.user, **words)
        name = f"诉求清单 {timezone.localdate():%Y-%m-%d}"
        answer = download(chosen, name, HEADINGS, rows)
        answer["Cache-Control"] = "no-store, private"
        return answer
    context = page(
        "导出清单",
        icon="download",
        form=form,
        log=ExportEvent.objects.all()[:LOG_LINES],
    )
    return render(request, "complaints/desk/export.html", context)
