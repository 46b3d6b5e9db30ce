"""待办: what editors must look at again. Opened and closed by the software; editors say 已核 where it may stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail import hooks
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from common.todo import Todo, TodoState

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class NobodyAddsPolicy(ModelPermissionPolicy):
    """To-dos come from what happened, and stay as what was done."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        return action not in {"add", "delete"} and super().user_has_permission(
            user, action
        )

    def user_has_any_permission(self, user: AbstractBaseUser, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


register_permission_policy(Todo, NobodyAddsPolicy(Todo))


def edit_address(todo: Todo) -> str | None:
    """Where the thing itself is changed; None where it is gone or has no screen."""
    about = todo.about
    return AdminURLFinder().get_edit_url(about) if about is not None else None


class TodoEditView(EditView):
    """Who said 已核 and when is kept on the row, beside Wagtail's own history."""

    def save_instance(self) -> Todo:
        todo: Todo = self.form.instance
        if todo.state == TodoState.OPEN:
            todo.closed_at = todo.closed_by = None
        elif "state" in self.form.changed_data:
            todo.closed_at, todo.closed_by = timezone.now(), self.request.user
        saved: Todo = super().save_instance()
        return saved


class TodoViewSet(ModelViewSet):
    model = Todo
    icon = "tasks"
    menu_label = "待办"
    menu_order = 110
    add_to_admin_menu = True
    edit_view_class = TodoEditView
    panels = [
        FieldPanel("label", read_only=True),
        FieldPanel("subject", read_only=True),
        FieldPanel("words", read_only=True),
        FieldPanel("state"),
        FieldPanel("note"),
    ]
    list_display = [
        "subject",
        TitleColumn("label", label="改哪里", get_url=edit_address),
        Column("words", label="说明"),
        DateColumn("made_at", label="登记时间", sort_key="made_at"),
        StatusTagColumn(
            "get_state_display",
            label="状态",
            sort_key="state",
            primary=lambda todo: todo.state == TodoState.OPEN,
        ),
    ]
    list_filter = ["state"]
    search_fields = ["subject", "label"]
    search_backend_name = None
    ordering = ["-state", "-made_at"]
    list_per_page = 50
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def register_todo() -> TodoViewSet:
    return TodoViewSet("todo", url_prefix="todo")
