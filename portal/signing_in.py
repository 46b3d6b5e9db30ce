"""The sign-in of the admin: Wagtail's own, with every label in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.forms.auth import LoginForm

if TYPE_CHECKING:
    from django.http import HttpRequest


class SignInForm(LoginForm):
    """Wagtail gives the password no label of its own, so the field's English name would stand there."""

    def __init__(
        self, request: HttpRequest | None = None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["password"].label = "密码"
        for name, words in (("username", "请输入用户名"), ("password", "请输入密码")):
            self.fields[name].widget.attrs["placeholder"] = words
