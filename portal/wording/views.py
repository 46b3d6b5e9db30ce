"""用语检查: a page's findings and who answers for a false alarm, a box to try a text in, the whole site as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from common.outputs import download
from common.outputs.spreadsheet import TYPES
from common.pages import BasePage
from common.wording.confirmation import WordingConfirmation, may_confirm
from common.wording.passages import Passages
from portal.wording import whole

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpResponse

    from common.wording.passages import Placed

TITLE = "用语检查"
CONFIRMED = "portal.wording.confirm"
LONGEST = 50_000


class StaffRequest(HttpRequest):
    """A request from somebody who is signed in: the admin's addresses see to that."""

    if TYPE_CHECKING:
        user: User


class TryForm(forms.Form):
    text = forms.CharField(
        label="文字",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "请粘贴要检查的文字。"},
    )


class ConfirmForm(forms.Form):
    """The reason why a finding is no defect; kept with the page's history."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label="理由",
        min_length=4,
        max_length=300,
        widget=forms.TextInput,
        error_messages={
            "required": "请写明为什么是误报。",
            "min_length": "理由太短，请写明为什么是误报。",
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """What the newest draft would be told, and, on a press with a reason, one finding less."""
    shown = _draft(request, pk)
    found = shown.passages.findings(pk)
    form = ConfirmForm(request.POST or None, auto_id=False)
    if request.method == "POST" and form.is_valid():
        _confirm(request, shown, found, form.cleaned_data)
        return redirect("wording:page", pk)
    context = _context(
        f"{TITLE}：{shown.title}",
        shown=shown,
        rows=[(one, may_confirm(request.user, one.finding)) for one in found],
        confirmed=WordingConfirmation.objects.filter(page_id=pk).select_related("by"),
        form=form,
        edit_url=reverse("wagtailadmin_pages:edit", args=[pk]),
    )
    return render(request, "portal/wording/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: StaffRequest) -> HttpResponse:
    """A text is looked at and nothing of it is kept."""
    form = TryForm(request.POST or None)
    tried = form.is_bound and form.is_valid()
    found = Passages([("文字", form.cleaned_data["text"])]).findings() if tried else []
    context = _context("用语检查试一试", form=form, tried=tried, found=found)
    return render(request, "portal/wording/try.html", context)


@require_safe
def site(request: StaffRequest, form: str) -> HttpResponse:
    """For whoever edits pages: every published page's findings as a table."""
    if form not in TYPES:
        raise Http404
    if not page_permission_policy.user_has_any_permission(
        request.user, {"change", "publish"}
    ):
        raise PermissionDenied
    return download(form, "用语检查", whole.HEADINGS, whole.rows())


def _draft(request: StaffRequest, pk: int) -> BasePage:
    there = get_object_or_404(Page, pk=pk).specific
    if not isinstance(there, BasePage):
        raise Http404
    if not there.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return there.get_latest_revision_as_object()


@transaction.atomic
def _confirm(
    request: StaffRequest, shown: BasePage, found: list[Placed], said: dict[str, str]
) -> None:
    one = next((one for one in found if one.finding.digest == said["digest"]), None)
    if one is None:
        messages.warning(request, "这一处已经改正或者已经确认。")
        return
    if not may_confirm(request.user, one.finding):
        raise PermissionDenied
    finding = one.finding
    WordingConfirmation.objects.create(
        page_id=shown.pk,
        page_title=shown.title,
        code=finding.code,
        kind=finding.kind,
        phrase=finding.shown[:200],
        digest=finding.digest,
        reason=said["reason"],
        by=request.user,
    )
    log(
        instance=shown,
        action=CONFIRMED,
        user=request.user,
        data={"phrase": finding.shown, "reason": said["reason"]},
    )
    messages.success(request, "已确认为误报，记入页面历史。")


def _context(title: str, **more: Any) -> dict[str, Any]:
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": "首页"},
        {"url": reverse("wording:try"), "label": TITLE},
        {"url": "", "label": title},
    ]
    return {
        "breadcrumbs_items": crumbs,
        "page_title": title,
        "header_title": title,
        "header_icon": "glasses",
        **more,
    }
