"""Licences that people look for here and another body decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from common.blocks import BasisBlock, BodyBlock
from common.pages import BasePage
from common.structure import Competence, CompetenceKind, entries

if TYPE_CHECKING:
    from django.http import HttpRequest

    from common.structure import CompetenceQuerySet


class ElsewherePage(BasePage):
    """不归本局办的许可：由谁决定、是否收费、到哪里办."""

    search_kind = "guide"
    subpage_types: list[str] = []

    basis = StreamField([("address", BasisBlock())], verbose_name="依据", blank=True)
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("basis"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "不归本局的许可页"
        verbose_name_plural = "不归本局的许可页"

    @property
    def search_text(self) -> str:
        lines = [
            f"{row.function} {row.body} {row.where} {row.note}" for row in _licences()
        ]
        return "\n".join([*lines, super().search_text])

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["entries"] = entries(_licences())
        return context


def _licences() -> CompetenceQuerySet:
    """The licences of 谁管什么 that another body decides: written there, once."""
    return Competence.objects.shown().filter(kind=CompetenceKind.LICENCE).elsewhere()
