"""Licence guides: what, on which basis, for whom, with which papers, how long, what it costs, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from common.addresses import validate_address
from common.blocks import BasisBlock, BodyBlock
from common.outputs.papers import PaperMixin
from common.pages import BasePage
from common.structure import Directory
from common.tongues import below
from disclosure.blocks import MaterialBlock, StepBlock

if TYPE_CHECKING:
    from django.http import HttpRequest


class GuideIndexPage(BasePage):
    """办事指南 list."""

    search_kind = "section"
    subpage_types = [
        "disclosure.GuidePage",
        "disclosure.ElsewherePage",
        "disclosure.DeadlinesPage",
    ]

    class Meta:
        verbose_name = "办事指南栏目"
        verbose_name_plural = "办事指南栏目"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["guides"] = below(
            self, GuidePage.objects.live().public()
        ).select_related("unit")
        context["others"] = below(
            self, Page.objects.live().public().not_type(GuidePage)
        ).specific()
        return context


class GuidePage(PaperMixin, BasePage):
    """办事指南 of one licence, with the elements that 河南省优化营商环境条例第二十八条 asks for."""

    search_kind = "guide"
    parent_page_types = ["disclosure.GuideIndexPage"]
    subpage_types: list[str] = []

    matter = models.CharField("事项名称", max_length=200)
    decided_by = models.TextField("审批机关")
    unit = models.ForeignKey(
        "common.Unit",
        verbose_name="承办机构",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="办理地点、时间和电话从科室那一行来，不在这里写；不选科室的，显示本局的。",
    )
    basis = StreamField(
        [("address", BasisBlock())], verbose_name="设定依据", blank=True
    )
    basis_note = models.TextField("依据说明", blank=True)
    conditions = StreamField(
        [("condition", blocks.TextBlock(label="条件"))],
        verbose_name="办理条件",
        blank=True,
        help_text="逐条列明，不写“其他、有关”等兜底话（河南省优化营商环境条例第二十八条）。",
    )
    materials = StreamField(
        [("material", MaterialBlock())], verbose_name="申请材料", blank=True
    )
    steps = StreamField([("step", StepBlock())], verbose_name="办理程序", blank=True)
    statutory_time = models.CharField("法定办结时限", max_length=300)
    statutory_time_basis = models.CharField(
        "法定时限依据", max_length=200, blank=True, validators=[validate_address]
    )
    promised_time = models.CharField("承诺办结时限", max_length=300, blank=True)
    fee = models.CharField("收费标准", max_length=300, default="不收费")
    fee_basis = models.CharField(
        "收费依据", max_length=200, blank=True, validators=[validate_address]
    )
    supervision = models.TextField("监督投诉与救济", blank=True)
    result = models.CharField("办理结果", max_length=300, blank=True)
    body = StreamField(BodyBlock(), verbose_name="补充说明", blank=True)

    override_translatable_fields = [
        SynchronizedField("statutory_time_basis"),
        SynchronizedField("fee_basis"),
    ]

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("matter"),
                FieldPanel("decided_by"),
                FieldPanel("unit"),
                FieldPanel("result"),
            ],
            "事项",
        ),
        MultiFieldPanel([FieldPanel("basis"), FieldPanel("basis_note")], "依据"),
        FieldPanel("conditions"),
        FieldPanel("materials"),
        FieldPanel("steps"),
        MultiFieldPanel(
            [
                FieldPanel("statutory_time"),
                FieldPanel("statutory_time_basis"),
                FieldPanel("promised_time"),
            ],
            "期限",
        ),
        MultiFieldPanel([FieldPanel("fee"), FieldPanel("fee_basis")], "收费"),
        FieldPanel("supervision"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = "办事指南"
        verbose_name_plural = "办事指南"

    @property
    def search_text(self) -> str:
        lines = [
            self.matter,
            self.decided_by,
            self.basis_note,
            self.statutory_time,
            self.promised_time,
            self.fee,
        ]
        lines += [str(child.value) for child in self.conditions]
        lines += [
            f"{child.value['name']} {child.value['note']}" for child in self.materials
        ]
        lines += [
            f"{child.value['name']} {child.value['text']}" for child in self.steps
        ]
        lines += [
            Directory.read().contact(self.unit).words if self.unit else "",
            self.supervision,
            self.result,
            super().search_text,
        ]
        return "\n".join(line for line in lines if line)
