"""The page that shows the bureau's units and leaders from the structure tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from common.blocks import BasisBlock, BodyBlock
from common.pages import BasePage
from common.structure import Person, Unit

if TYPE_CHECKING:
    from django.http import HttpRequest


class StructurePage(BasePage):
    """机构设置：单位、职责、领导、地址、时间、电话（政府信息公开条例第二十条第二项）."""

    search_kind = "structure"

    basis = StreamField([("address", BasisBlock())], verbose_name="依据", blank=True)
    body = StreamField(BodyBlock(), verbose_name="正文", blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("basis"), FieldPanel("body")]

    class Meta:
        verbose_name = "机构设置页"
        verbose_name_plural = "机构设置页"

    @property
    def search_text(self) -> str:
        units = (
            f"{u.name} {u.duties} {u.address} {u.phone}" for u in Unit.objects.all()
        )
        people = (f"{p.name} {p.post} {p.portfolio}" for p in Person.objects.all())
        return "\n".join([super().search_text, *units, *people])

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["units"] = [_shown(unit) for unit in Unit.objects.all()]
        context["people"] = [
            _leader(person) for person in Person.objects.select_related("unit", "photo")
        ]
        return context


def _shown(unit: Unit) -> dict[str, Any]:
    words = {field: unit.in_language(field) for field in ("name", "address", "hours")}
    return {
        **words,
        "code": unit.code,
        "phone": unit.phone,
        "duties": unit.in_language("duties").splitlines(),
    }


def _leader(person: Person) -> dict[str, Any]:
    words = {field: person.in_language(field) for field in ("post", "portfolio")}
    return {
        **words,
        "name": person.name,
        "resume": person.resume,
        "photo": person.photo,
    }
