"""Who may do what with cases: seen, granted and withdrawn by supervisors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from complaints import actions
from complaints.choices import Right
from complaints.forms.desk import GrantForm
from complaints.models import CaseRight, RightEvent
from complaints.permissions import user_can_open_rights
from complaints.views.frame import StaffRequest, for_staff, page

if TYPE_CHECKING:
    from django.http import HttpResponse

LOG_LINES = 50


@for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: StaffRequest) -> HttpResponse:
    _supervisors_only(request)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.grant(**form.cleaned_data, by=request.user)
        except actions.NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "已授权。")
            return redirect("desk:rights")
    # Every role lets its holder see, so the right to see stands for the whole role.
    roles = CaseRight.objects.in_force().to(Right.SEE).within_reach_of(request.user)
    context = page(
        "权限",
        icon="key",
        form=form,
        roles=roles.select_related("person", "unit", "granted_by").order_by(
            "person__username", "granted_at"
        ),
        log=RightEvent.objects.all()[:LOG_LINES],
    )
    return render(request, "complaints/desk/rights.html", context)


@for_staff
@require_POST
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    _supervisors_only(request)
    right = get_object_or_404(CaseRight.objects.within_reach_of(request.user), pk=pk)
    try:
        actions.withdraw(right=right, by=request.user)
    except actions.NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已收回。")
    return redirect("desk:rights")


def _supervisors_only(request: StaffRequest) -> None:
    if not user_can_open_rights(request.user):
        raise Http404
