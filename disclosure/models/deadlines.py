"""The page that says when a matter is due, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from common.blocks import BasisBlock, BodyBlock
from common.clock.calculator import calculator, titles
from common.pages import BasePage

if TYPE_CHECKING:
    from django.http import HttpRequest


class DeadlinesPage(BasePage):
    """期限计算器：这类事项，从这一天算起，哪一天到期，为什么（民法典第二百零一条至第二百零四条）."""

    search_kind = "guide"
    subpage_types: list[str] = []

    basis = StreamField([("address", BasisBlock())], verbose_name="依据", blank=True)
    body = StreamField(BodyBlock(), verbose_name="说明", blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("basis")]

    class Meta:
        verbose_name = "期限计算器"
        verbose_name_plural = "期限计算器"

    @property
    def search_text(self) -> str:
        return "\n".join([super().search_text, titles()])

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return {**context, **calculator(request.GET)}
