"""Whether a receipt is ours: for whoever is shown one. It names no case that is not already on the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from complaints.forms.check import CheckForm
from complaints.models import codes
from complaints.views.public import crumbs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """The line travels in the body, so that no log keeps which receipts are asked about."""
    form = CheckForm(request.POST) if request.method == "POST" else CheckForm()
    context = {"form": form, "crumbs": crumbs(gettext("核对回执")), "asked": False}
    if form.is_bound and form.is_valid():
        line, number, kind, day = form.read()
        ours = bool(line) and codes.is_ours(line)
        context |= {
            "asked": True,
            "ours": ours,
            "number": number,
            "kind": kind,
            "day": day,
        }
    return render(request, "complaints/check.html", context)
