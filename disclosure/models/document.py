"""Disclosure documents with their government metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField

from common.blocks import BasisBlock, BodyBlock
from common.outputs import download
from common.outputs.datasets import Dataset, datasets
from common.outputs.papers import PaperMixin
from common.outputs.spreadsheet import TYPES
from common.pages import BasePage, stream_text
from common.tongues import below
from disclosure.choices import DocumentKind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

A_PAGE = 20


class DocumentIndexPage(RoutablePageMixin, BasePage):
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
            below(self, DocumentPage.objects.live().public())
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

    @path("catalogue/<str:form>/", name="catalogue")
    def catalogue(self, request: HttpRequest, form: str) -> HttpResponse:
        """政府信息公开目录 as a file: index, name, summary and day of each document (政府信息公开条例第十二条)."""
        if form not in TYPES:
            raise Http404
        documents = (
            below(self, DocumentPage.objects.live().public())
            .defer("body")
            .select_related("unit")
            .order_by("-made_on", "index_number")
        )
        headings = [
            gettext(name)
            for name in (
                "索引号",
                "名称",
                "内容概述",
                "体裁",
                "发文字号",
                "发布机构",
                "成文日期",
                "发布日期",
                "网址",
            )
        ]
        rows = (document.catalogue_row(request) for document in documents)
        return download(form, gettext("政府信息公开目录"), headings, rows)


class DocumentPage(PaperMixin, BasePage):
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

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["datasets"] = self.datasets()
        return context

    def datasets(self) -> list[Dataset]:
        return datasets(self.body)

    @path("data/<str:identity>/<str:form>/", name="data")
    def dataset(self, _request: HttpRequest, identity: str, form: str) -> HttpResponse:
        """One table or chart of the body as a file."""
        found = {one.identity: one for one in self.datasets()}.get(identity)
        if found is None or form not in TYPES:
            raise Http404
        return download(
            form, f"{self.title}：{found.title}", found.headings, found.rows
        )

    def catalogue_row(self, request: HttpRequest) -> list[Any]:
        first = self.first_published_at
        return [
            self.index_number,
            self.title,
            self.summary,
            str(self.get_kind_display()),
            self.document_number,
            self.unit.in_language("name") if self.unit else "",
            self.made_on,
            timezone.localtime(first).date() if first else None,
            f"{settings.SITE_URL}{self.get_url(request)}",
        ]

    @property
    def search_text(self) -> str:
        names = [child.value.title for child in self.attachments if child.value]
        return "\n".join(
            [self.document_number, self.index_number, stream_text(self.body), *names]
        )
