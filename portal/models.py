"""The home page: the one page that may show something from every room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.admin.panels import FieldPanel

from common.pages import BasePage
from common.tongues import below
from disclosure.models import (
    DeadlinesPage,
    DocumentIndexPage,
    DocumentPage,
    ElsewherePage,
    GuideIndexPage,
    GuidePage,
    SectionPage,
    StructurePage,
)
from legal_education.models import LessonIndexPage, LessonPage
from portal.figures import figures
from search.query import examples

if TYPE_CHECKING:
    from django.http import HttpRequest

NEWEST = 6


class HomePage(BasePage):
    """首页."""

    max_count_per_parent = 1

    tagline = models.CharField("一句话介绍", max_length=120, blank=True)
    intro = models.TextField("简介", blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name="图片",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("tagline"),
        FieldPanel("intro"),
        FieldPanel("picture"),
    ]

    class Meta:
        verbose_name = "首页"
        verbose_name_plural = "首页"

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """What is below this home page; where the language has nothing of a kind, the part is left out."""
        context = super().get_context(request, *args, **kwargs)
        held = {
            model: below(self, model.objects.live().public(), deep=True)
            for model in _SHOWN
        }
        guides = held[GuidePage].defer("body").select_related("unit")
        context |= {name: held[model].first() for name, model in _DOORS.items()}
        context |= {
            "documents": held[DocumentPage]
            .defer("body")
            .order_by("-first_published_at", "-made_on")[:NEWEST],
            "lessons": held[LessonPage]
            .defer("body")
            .order_by("-first_published_at")[:NEWEST],
            "guides": guides[:6],
            "first_guides": guides[:2],
            "asked": examples(get_language() or "zh-hans")[:4],
            "year": timezone.localdate().year,
            "figures": figures(),
        }
        return context


_DOORS: dict[str, type[BasePage]] = {
    "disclosure": SectionPage,
    "structure": StructurePage,
    "catalogue": DocumentIndexPage,
    "guide_index": GuideIndexPage,
    "elsewhere": ElsewherePage,
    "deadlines": DeadlinesPage,
    "lesson_index": LessonIndexPage,
}
_SHOWN: tuple[type[BasePage], ...] = (
    *_DOORS.values(),
    DocumentPage,
    LessonPage,
    GuidePage,
)
