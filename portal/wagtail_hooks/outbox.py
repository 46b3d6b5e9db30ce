"""停办的后台任务: effects that were given up, why, and the two decisions there are: once more, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from common import outbox
from common.outbox import dead, topics
from common.outbox.row import OutboxRow

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django.http import HttpResponse
    from django.urls import URLPattern
    from wagtail.log_actions import LogActionRegistry

policy = ModelPermissionPolicy(OutboxRow)


class StaffRequest(HttpRequest):
    """A request from somebody who is signed in: the admin's addresses see to that."""

    if TYPE_CHECKING:
        user: User


class DecideColumn(Column):
    """The two buttons beside an effect."""

    cell_template_name = "portal/outbox/decide.html"


class DeadIndexView(IndexView):
    model = OutboxRow
    permission_policy = policy
    any_permission_required = ["view", "change"]
    page_title = "停办的后台任务"
    header_icon = "warning"
    template_name = "portal/outbox/index.html"
    default_ordering = "-dead_at"
    list_filter = ["topic"]
    list_export: list[str] = []
    paginate_by = 50
    index_url_name = "outbox:index"
    index_results_url_name = "outbox:index_results"
    columns = [
        Column(
            "topic",
            label="事项",
            accessor=lambda row: topics.label_of(row.topic),
            width="12%",
        ),
        Column("key", label="对象", width="20%"),
        Column("fault", label="原因"),
        Column("tries", label="已试次数", width="8%"),
        DateColumn("dead_at", label="停办时间", sort_key="dead_at", width="12%"),
        DecideColumn("decide", label="操作", width="22%"),
    ]

    def get_base_queryset(self) -> QuerySet[OutboxRow]:
        rows: QuerySet[OutboxRow] = super().get_base_queryset()
        return rows.filter(dead=True)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["dead_count"] = outbox.dead_count()
        return context


@require_POST
def decide(request: StaffRequest) -> HttpResponse:
    """One effect by its number, or every one that is dead: tried again, or given up for good with a reason."""
    if not policy.user_has_permission(request.user, "change"):
        return permission_denied(request)
    rows = OutboxRow.objects.filter(dead=True)
    if "all" not in request.POST:
        chosen = request.POST.get("pk", "")
        rows = rows.filter(pk=int(chosen) if chosen.isdecimal() else 0)
    pks = list(rows.values_list("pk", flat=True))
    reason = request.POST.get("reason", "").strip()[:200]
    if "discard" in request.POST and not reason:
        messages.error(request, "请写明为什么不再办理。")
    elif "discard" in request.POST:
        _tell(request, dead.discard(pks, by=request.user, reason=reason), "不再办理")
    else:
        _tell(request, dead.retry(pks, by=request.user), "已重新排队，马上再办")
    return redirect("outbox:index")


def _tell(request: HttpRequest, count: int, done: str) -> None:
    if count:
        messages.success(request, f"{count} 件{done}。")
    else:
        messages.warning(request, "没有这样的任务，可能别人已经处理了。")


class DeadMenuItem(MenuItem):
    """There only while something waits for a person."""

    def is_shown(self, request: HttpRequest) -> bool:
        may = policy.user_has_any_permission(request.user, ["view", "change"])
        return bool(may and outbox.dead_count())


class DeadViewSet(ViewSet):
    icon = "warning"
    menu_label = "停办的后台任务"
    menu_order = 940
    menu_item_class = DeadMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", DeadIndexView.as_view(), name="index"),
            path(
                "results/",
                DeadIndexView.as_view(results_only=True),
                name="index_results",
            ),
            path("decide/", decide, name="decide"),
        ]


@hooks.register("register_admin_viewset")
def register_outbox() -> DeadViewSet:
    return DeadViewSet("outbox", url_prefix="outbox")


@hooks.register("register_log_actions")
def decisions(actions: LogActionRegistry) -> None:
    actions.register_action(dead.RETRIED, "再试", "让停办的后台任务再试")
    actions.register_action(dead.DISCARDED, "不再办理", "决定不再办理后台任务")
