"""Disclosure documents with their government metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from common.blocks import BasisBlock, BodyBlock
from common.pages import BasePage, stream_text
from disclosure.choices import DocumentKind

if TYPE_CHECKING:
    from django.http import HttpRequest

A_PAGE = 20


class DocumentIndexPage(BasePage):
    """公开文件 list, newest first, by kind."""

    search_kind = "section"
    subpage_types = ["disclosure.DocumentPage"]

    class Meta:
        verbose_name = "公开文件栏目"
        verbose_name_plural = "公开文件栏目"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        documents = (
            DocumentPage.objects.child_of(self)
            .live()
            .public()
            .defer("body")
            .order_by("-first_published_at", "-made_on")
        )
        kind = request.GET.get("kind", "")
        if kind in DocumentKind.values:
            documents = documents.filter(kind=kind)
            context["kind"] = kind
            context["query_string"] = f"kind={kind}"
        context["kinds"] = DocumentKind.choices
        context["page_obj"] = Paginator(documents, A_PAGE).get_page(
            request.GET.get("page")
        )
        return context


class DocumentPage(BasePage):
    """公开文件. 成文日期 is written by the editor, 发布日期 is the system's first publication and never edited."""

    search_kind = "document"
    parent_page_types = ["disclosure.DocumentIndexPage"]
    subpage_types: list[str] = []

    kind = models.CharField(
        "体裁", max_length=20, choices=DocumentKind.choices, default=DocumentKind.NOTICE
    )
    index_number = models.CharField("索引号", max_length=60, blank=True)
    index_note = models.CharField("索引号说明", max_length=60, blank=True)
    document_number = models.CharField("发文字号", max_length=80, blank=True)
    made_on = models.DateField("成文日期")
    unit = models.ForeignKey(
        "common.Unit",
        verbose_name="发布机构",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    basis = StreamField([("address", BasisBlock())], verbose_name="依据", blank=True)
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)
    attachments = StreamField(
        [("file", DocumentChooserBlock(label="附件"))], verbose_name="附件", blank=True
    )

    override_translatable_fields = [
        SynchronizedField("index_number"),
        SynchronizedField("document_number"),
    ]

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "kind",
                    "index_number",
                    "index_note",
                    "document_number",
                    "made_on",
                    "unit",
                )
            ],
            "文件信息",
        ),
        FieldPanel("basis"),
        FieldPanel("body"),
        FieldPanel("attachments"),
    ]

    class Meta:
        verbose_name = "公开文件"
        verbose_name_plural = "公开文件"

    @property
    def search_text(self) -> str:
        names = [child.value.title for child in self.attachments if child.value]
        return "\n".join(
            [self.document_number, self.index_number, stream_text(self.body), *names]
        )
