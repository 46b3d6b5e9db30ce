"""A section of the site: a list of what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from common.pages import BasePage
from common.tongues import below

if TYPE_CHECKING:
    from django.http import HttpRequest


class SectionPage(BasePage):
    """栏目."""

    search_kind = "section"

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["children"] = below(self, Page.objects.live().public()).specific()
        return context
