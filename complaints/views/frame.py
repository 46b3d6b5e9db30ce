"""What every page of the desk shares: who gets in, and where they are."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest
from django.urls import reverse

from complaints.models import Case
from complaints.permissions import user_works_on_cases

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.contrib.auth.models import User
    from django.http import HttpResponse

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request whose sender holds a right on cases: already checked."""

    if TYPE_CHECKING:
        user: User


def for_staff(
    view: Callable[Concatenate[StaffRequest, P], HttpResponse],
) -> Callable[Concatenate[StaffRequest, P], HttpResponse]:
    """For everybody else, superusers included, there is nothing here."""

    @wraps(view)
    def guarded(
        request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        if not user_works_on_cases(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def visible_case(request: StaffRequest, number: str) -> Case:
    """The case, or 404: who may not see it does not learn that it exists."""
    case = (
        Case.objects.visible_to(request.user)
        .select_related("unit", "handler")
        .filter(number=number)
        .first()
    )
    if case is None:
        raise Http404
    return case


def page(title: str, *, icon: str = "clipboard-list", **context: Any) -> dict[str, Any]:
    """The head of a page in the admin's frame; the last crumb is the page itself."""
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": "首页"}]
    if title != "受理中心":
        crumbs.append({"url": reverse("desk:list"), "label": "受理中心"})
    crumbs.append({"url": "", "label": title})
    return {
        "breadcrumbs_items": crumbs,
        "header_title": title,
        "header_icon": icon,
        **context,
    }
