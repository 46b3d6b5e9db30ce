"""Deleting a row that others point at: refused with their names, and what to do instead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.shortcuts import redirect
from wagtail.admin.views.generic import DeleteView
from wagtail.models import ReferenceIndex

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse


def holders(row: Model) -> dict[str, int]:
    """How many things of each sort point at the row: rows by foreign key, pages by a block. Cases are counted, never named."""
    found: set[Model] = set()
    try:
        Collector(using="default", origin=row).collect([row])
    except ProtectedError as fault:
        found |= set(fault.protected_objects)
    except RestrictedError as fault:
        found |= set(fault.restricted_objects)
    for thing, _references in ReferenceIndex.get_grouped_references_to(row):
        found.add(thing)
    return Counter(str(thing._meta.verbose_name) for thing in found)


def why_kept(row: Model) -> str:
    """Why the row cannot be deleted, and what to do; nothing where it can."""
    held = holders(row)
    if held:
        told = "、".join(f"{name} {count} 项" for name, count in held.items())
        return f"“{row}”不能删除，还有内容用着它：{told}。请先把它们改到别处；只是不再用的，可以停用或者填写离任日期。"
    if getattr(row, "shipped", None) is not None:
        return (
            f"“{row}”是随软件提供的，删了下次升级又会回来。不用的，请去掉“启用”的勾。"
        )
    return ""


class GuardedDeleteView(DeleteView):
    """The stock view, which asks first; here it also knows what the row carries."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._refused() or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._refused() or super().post(request, *args, **kwargs)

    def _refused(self) -> HttpResponse | None:
        reason = why_kept(self.object)
        if not reason:
            return None
        messages.error(self.request, reason)
        return redirect(self.edit_url_name, self.object.pk)
