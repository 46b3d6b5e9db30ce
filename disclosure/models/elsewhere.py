"""Licences that people look for here and another body decides."""

from __future__ import annotations

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from common.blocks import BasisBlock, BodyBlock
from common.pages import BasePage
from disclosure.blocks import ElsewhereBlock


class ElsewherePage(BasePage):
    """不归本局办的许可：由谁决定、是否收费、到哪里办."""

    search_kind = "guide"
    subpage_types: list[str] = []

    entries = StreamField(
        [("entry", ElsewhereBlock())], verbose_name="事项", blank=True
    )
    basis = StreamField([("address", BasisBlock())], verbose_name="依据", blank=True)
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("entries"),
        FieldPanel("basis"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "不归本局的许可页"
        verbose_name_plural = "不归本局的许可页"

    @property
    def search_text(self) -> str:
        rows = [child.value for child in self.entries]
        lines = [
            f"{row['name']} {row['holder']} {row['fee']} {row['where']} {row['note']}"
            for row in rows
        ]
        return "\n".join([*lines, super().search_text])
