"""The list of cases: mine, the pool, all."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from complaints.forms.desk import FilterForm
from complaints.models import Case
from complaints.permissions import user_can_export, user_can_open_rights
from complaints.views.frame import StaffRequest, for_staff, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from complaints.queries import CaseQuerySet

PAGE_SIZE = 25


@for_staff
@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    seen = Case.objects.visible_to(request.user)
    scopes = {
        "mine": seen.mine(request.user).open(),
        "pool": seen.in_pool(),
        "all": seen,
    }
    scope = request.GET.get("scope", "")
    scope = scope if scope in scopes else "all"
    form = FilterForm(request.GET)
    found = _narrowed(scopes[scope], form)
    asked = {
        "scope": scope,
        **{name: value for name, value in form.cleaned_data.items() if value},
    }
    context = page(
        "受理中心",
        form=form,
        scope=scope,
        tabs=[
            ("mine", "我的", scopes["mine"].count()),
            ("pool", "待分派", scopes["pool"].count()),
            ("all", "全部", scopes["all"].count()),
        ],
        cases=Paginator(found.select_related("unit", "handler"), PAGE_SIZE).get_page(
            request.GET.get("page")
        ),
        query_string=urlencode(asked),
        can_export=user_can_export(request.user),
        can_open_rights=user_can_open_rights(request.user),
    )
    return render(request, "complaints/desk/list.html", context)


def _narrowed(cases: CaseQuerySet, form: FilterForm) -> CaseQuerySet:
    form.is_valid()
    wanted = form.cleaned_data
    if wanted.get("q"):
        cases = cases.matching(wanted["q"])
    if wanted.get("state"):
        cases = cases.filter(state=wanted["state"])
    if wanted.get("kind"):
        cases = cases.filter(kind=wanted["kind"])
    return cases
