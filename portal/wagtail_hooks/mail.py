"""邮件: every mail and how far it got, for administrators; the recipient masked, what a case says never shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.auth import permission_denied
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from common import mail

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

policy = ModelPermissionPolicy(mail.Message)


class AgainColumn(Column):
    """The button beside a mail that has failed."""

    cell_template_name = "portal/mail/again.html"


class MailIndexView(IndexView):
    model = mail.Message
    permission_policy = policy
    any_permission_required = ["view", "change"]
    page_title = "邮件"
    header_icon = "mail"
    default_ordering = "-made_at"
    list_filter = ["state", "code"]
    list_export: list[str] = []
    paginate_by = 50
    index_url_name = "mail:index"
    index_results_url_name = "mail:index_results"
    columns = [
        Column("subject", label="主题"),
        Column("masked_recipient", label="收件人"),
        StatusTagColumn(
            "get_state_display",
            label="状态",
            sort_key="state",
            width="9%",
            primary=lambda message: message.state == mail.MessageState.SENT,
        ),
        Column("tries", label="已试次数"),
        Column("fault", label="原因"),
        DateColumn("made_at", label="登记时间", sort_key="made_at", width="12%"),
        AgainColumn("again", label="操作"),
    ]


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a failed one once more; what was sent stays sent."""
    if not policy.user_has_permission(request.user, "change"):
        return permission_denied(request)
    message = get_object_or_404(mail.Message, pk=pk)
    if mail.again(message):
        messages.success(request, "已重新排队，几秒后发送。")
    else:
        messages.warning(request, "这封邮件没有失败，不用再发。")
    return redirect("mail:index")


class MailMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy.user_has_any_permission(request.user, ["view", "change"])


class MailViewSet(ViewSet):
    """A list and a button; mails are written by letters and by nobody else."""

    icon = "mail"
    menu_label = "邮件"
    menu_order = 900
    menu_item_class = MailMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", MailIndexView.as_view(), name="index"),
            path(
                "results/",
                MailIndexView.as_view(results_only=True),
                name="index_results",
            ),
            path("<int:pk>/again/", again, name="again"),
        ]


@hooks.register("register_admin_viewset")
def register_mail() -> MailViewSet:
    return MailViewSet("mail", url_prefix="mail")
