"""The screens of 工作日历: a year, the loading of a notice in two steps, and taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import permission_required
from wagtail.models import ModelLogEntry

from common.calendar import current, loading
from common.calendar.alert import missing_years
from common.calendar.preview import foresee
from common.calendar.tables import HolidayNotice
from portal.workdays import months
from portal.workdays.forms import NoticeForm

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from common.calendar.preview import Preview

TITLE = "工作日历"
RIGHT = "common.change_holidaynotice"
YEARS = range(2004, 2041)
LINES = 20


class StaffRequest(HttpRequest):
    """A request from somebody who is signed in: the admin's addresses see to that."""

    if TYPE_CHECKING:
        user: User


@require_safe
def present(request: HttpRequest) -> HttpResponse:
    """The year that wants attention: one whose notice is missing, else this one."""
    years = missing_years()
    return redirect("workdays:year", years[0] if years else timezone.localdate().year)


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    if year not in YEARS:
        raise Http404
    calendar = current()
    context = _page(
        f"{year} 年",
        year=year,
        earlier=year - 1 if year - 1 in YEARS else None,
        later=year + 1 if year + 1 in YEARS else None,
        years=sorted(set(calendar.noticed) | set(missing_years()), reverse=True),
        notice=HolidayNotice.objects.filter(year=year, active=True).first(),
        missing=year in missing_years(),
        months=months.months(calendar, year, timezone.localdate()),
        named=months.named(calendar, year),
        worked=months.worked(calendar, year),
        history=_history(year),
        may_load=request.user.has_perm(RIGHT),
    )
    return render(request, "portal/workdays/year.html", context)


@permission_required(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: StaffRequest) -> HttpResponse:
    """Looked at first, loaded on a second press; what was not looked at is not loaded."""
    if request.method != "POST":
        return _asked(request, NoticeForm(initial={"year": _wanted(request)}))
    form = NoticeForm(request.POST, request.FILES)
    if not form.is_valid() or "mend" in request.POST:
        return _asked(request, form)
    notice = {name: form.cleaned_data[name] for name in ("sheet", "year", "number")}
    preview = foresee(**notice)
    if "confirm" not in request.POST:
        return _shown(request, form, preview)
    if request.POST["confirm"] != preview.seal:
        messages.warning(
            request, "看过之后工作日历有了变化，请按现在的样子再核对一次。"
        )
        return _shown(request, form, preview)
    loading.load(**notice, by=request.user)
    messages.success(
        request, f"{preview.year} 年放假通知已装入，{len(preview.turns)} 天有变化。"
    )
    return redirect("workdays:year", preview.year)


@permission_required(RIGHT)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: StaffRequest, year: int) -> HttpResponse:
    """Only what was loaded here can be taken back; what the software brought is replaced by loading another."""
    notice = get_object_or_404(HolidayNotice, year=year, shipped__isnull=True)
    if request.method == "POST":
        loading.withdraw(year, by=request.user)
        messages.success(request, f"{year} 年放假通知已撤回。")
        return redirect("workdays:year", year)
    context = _page("撤回放假通知", notice=notice)
    return render(request, "portal/workdays/withdraw.html", context)


def _wanted(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    if asked.isdecimal() and int(asked) in YEARS:
        return int(asked)
    years = missing_years()
    return years[0] if years else timezone.localdate().year + 1


def _asked(request: HttpRequest, form: NoticeForm) -> HttpResponse:
    sheet = getattr(form, "cleaned_data", {}).get("sheet")
    context = _page("装入放假通知", form=form, faults=sheet.faults if sheet else ())
    return render(request, "portal/workdays/load.html", context)


def _shown(request: HttpRequest, form: NoticeForm, preview: Preview) -> HttpResponse:
    context = _page(
        "核对放假通知",
        preview=preview,
        days=len(form.cleaned_data["sheet"].days),
        form=form,
    )
    return render(request, "portal/workdays/preview.html", context)


def _history(year: int) -> QuerySet[ModelLogEntry]:
    """By the year and not by the row, so that a notice that was taken back keeps its lines."""
    return ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(HolidayNotice),
        action__in=[loading.LOADED, loading.WITHDRAWN],
        data__year=year,
    ).select_related("user")[:LINES]


def _page(title: str, **context: Any) -> dict[str, Any]:
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": "首页"},
        {"url": reverse("workdays:present"), "label": TITLE},
        {"url": "", "label": title},
    ]
    return {
        "breadcrumbs_items": crumbs,
        "header_title": f"{TITLE}：{title}",
        "header_icon": "calendar-alt",
        **context,
    }
