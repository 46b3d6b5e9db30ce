"""The public side: say it, keep the receipt, see what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from common.files import FILE_BYTES
from common.structure import Directory
from complaints import actions
from complaints.choices import Kind
from complaints.forms import IntakeForm, TrackForm, tickets
from complaints.forms.intake import KIND_HINTS
from complaints.forms.uploads import (
    CASE_BYTES,
    CASE_FILES,
    MEGABYTE,
    BoundedUploadHandler,
)
from complaints.models import Case, codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadhandler import FileUploadHandler
    from django.http import HttpRequest, HttpResponse

LIMITS = {
    "files": CASE_FILES,
    "each": FILE_BYTES // MEGABYTE,
    "all": CASE_BYTES // MEGABYTE,
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What can be sent, and the other ways to reach us; the same for everybody, so it may be cached."""
    kinds = [(kind, KIND_HINTS[kind]) for kind in Kind]
    return render(
        request,
        "complaints/index.html",
        {"kinds": kinds, "known": Directory.read(), "crumbs": crumbs()},
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest) -> HttpResponse:
    """Uploads are bounded before anything reads the body, and the token's check is the first thing that does."""
    handlers: Sequence[FileUploadHandler] = [BoundedUploadHandler(request)]
    request.upload_handlers = list(handlers)
    return _submit(request)


@never_cache
@csrf_protect
def _submit(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(
            request,
            IntakeForm(
                initial={"ticket": tickets.fresh_ticket(), "kind": _asked_kind(request)}
            ),
        )
    form = IntakeForm(request.POST, request.FILES)
    receipt = _received(form) if form.is_valid() else None
    if receipt is None:
        form.keep_for_next_try()
        return _show(request, form)
    form.forget_waiting()
    return _show_receipt(request, receipt)


def _received(form: IntakeForm) -> actions.Receipt | None:
    try:
        uploads = form.all_uploads()
    except FileNotFoundError:
        # Another press of the same form has just taken the waiting files in: its receipt is this one's.
        known = actions.receipt_for(form.form_key)
        if known is None:
            form.kept = []
            form.add_error(
                "evidence", gettext("之前保留的附件已过两小时，请重新选择。")
            )
        return known
    return actions.receive(
        form_key=form.form_key,
        words=form.words,
        anonymous=form.cleaned_data["anonymous"],
        uploads=uploads,
        language=get_language() or settings.LANGUAGE_CODE,
    )


@require_safe
def done(_request: HttpRequest) -> HttpResponse:
    """The way out of a receipt: the one cookie of the form is taken away."""
    response = redirect("complaints:index")
    response.delete_cookie(settings.CSRF_COOKIE_NAME, path=settings.CSRF_COOKIE_PATH)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Number and code travel in the body alone, so that no log and no address bar keeps them."""
    form = TrackForm(request.POST) if request.method == "POST" else TrackForm()
    if form.is_bound and form.is_valid():
        case = _found(**form.cleaned_data)
        if case:
            return _show_case(request, case)
        form.add_error(
            None,
            gettext(
                "编号或者查询码不对。请对照回执再输一遍；回执丢失的，请打电话或者到现场核实身份。"
            ),
        )
    return render(
        request,
        "complaints/track.html",
        {"form": form, "crumbs": crumbs(gettext("查询办理进度"))},
    )


def _found(number: str, code: str) -> Case | None:
    """A wrong number costs the same work as a wrong code, and both get the same answer."""
    row = Case.objects.filter(number=number).values_list("pk", "code_digest").first()
    if not codes.matches(code, row[1] if row else ""):
        return None
    return Case.objects.select_related("unit").get(pk=row[0]) if row else None


def _show(request: HttpRequest, form: IntakeForm) -> HttpResponse:
    context = {"form": form, "limits": LIMITS, "crumbs": crumbs(gettext("我要反映"))}
    return render(request, "complaints/submit.html", context)


def _show_receipt(request: HttpRequest, receipt: actions.Receipt) -> HttpResponse:
    context = {
        "case": receipt.case,
        "code": codes.spoken(receipt.code),
        "line": codes.receipt_line(
            receipt.case.number, receipt.case.kind, receipt.case.received_on
        ),
        "again": receipt.again,
        "crumbs": crumbs(gettext("回执")),
    }
    return render(request, "complaints/receipt.html", context)


def _show_case(request: HttpRequest, case: Case) -> HttpResponse:
    context = {
        "case": case,
        "events": case.events.public(),
        "replies": case.replies.all(),
        "crumbs": crumbs(gettext("查询办理进度")),
    }
    return render(request, "complaints/progress.html", context)


def _asked_kind(request: HttpRequest) -> str:
    asked = request.GET.get("kind", "")
    return asked if asked in Kind.values else ""


def crumbs(here: str = "") -> list[dict[str, Any]]:
    from_home = {
        "title": gettext("首页"),
        "url": reverse("wagtail_serve", args=[""]),
    }
    room = {"title": gettext("群众诉求"), "url": ""}
    if not here:
        return [from_home, room]
    return [
        from_home,
        {**room, "url": reverse("complaints:index")},
        {"title": here, "url": ""},
    ]
