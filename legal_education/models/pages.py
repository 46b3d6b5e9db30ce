"""Articles that explain the law in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from common.blocks import BasisBlock, BodyBlock
from common.pages import BasePage
from common.tongues import below

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest

PER_PAGE = 20


def today() -> dt.date:
    return timezone.localdate()


class LessonIndexPage(BasePage):
    """The list of all lessons, newest first, by topic where one is asked for."""

    subpage_types = ["legal_education.LessonPage"]

    class Meta:
        verbose_name = "普法文章列表"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        lessons = below(self, LessonPage.objects.live().public()).order_by(
            "-written_on", "pk"
        )
        topics = sorted(set(lessons.exclude(topic="").values_list("topic", flat=True)))
        topic = request.GET.get("topic", "")
        if topic in topics:
            lessons = lessons.filter(topic=topic)
        else:
            topic = ""
        page_obj = Paginator(lessons, PER_PAGE).get_page(request.GET.get("page"))
        return {
            **context,
            "topics": topics,
            "topic": topic,
            "lessons": page_obj,
            "page_obj": page_obj,
            "query_string": urlencode({"topic": topic}) if topic else "",
        }


class LessonPage(BasePage):
    """One question of daily life, answered from the law."""

    search_kind = "lesson"

    topic = models.CharField(
        "主题", max_length=40, blank=True, help_text="例如：网吧、旅游、文物。"
    )
    written_on = models.DateField("撰写日期", default=today)
    basis = StreamField(
        [("address", BasisBlock())],
        verbose_name="法律依据",
        blank=True,
        help_text="文章所依据的条文。",
    )
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("topic"),
        FieldPanel("written_on"),
        FieldPanel("body"),
        FieldPanel("basis"),
    ]
    parent_page_types = ["legal_education.LessonIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "普法文章"

    @property
    def basis_addresses(self) -> list[str]:
        return [str(block.value) for block in self.basis]
