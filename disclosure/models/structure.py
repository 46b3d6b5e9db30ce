"""The page that shows the bureau, its sections and leaders from the structure tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from common.blocks import BasisBlock, BodyBlock
from common.outputs.papers import PaperMixin
from common.pages import BasePage
from common.structure import Bureau, Directory, Person, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest


class StructurePage(PaperMixin, BasePage):
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
        known = Directory.read()
        bureau = f"{known.office.words} {known.bureau.duties}"
        units = (f"{known.contact(u).words} {u.duties}" for u in Unit.objects.all())
        people = (
            f"{p.name} {p.post} {p.portfolio}" for p in Person.objects.in_office()
        )
        return "\n".join([super().search_text, bureau, *units, *people])

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        known = Directory.read()
        people = Person.objects.in_office().select_related("unit", "photo")
        return context | {
            "bureau": _place(known.bureau, known),
            "units": list(_tree(known)),
            "people": [_leader(person) for person in people],
        }


def _tree(known: Directory) -> Iterator[dict[str, Any]]:
    """Each unit after the one it belongs to; a ring, which no form lets in, would be left out."""
    below: dict[int | None, list[Unit]] = {}
    for unit in Unit.objects.select_related("parent"):
        below.setdefault(unit.parent_id, []).append(unit)

    def walk(above: int | None) -> Iterator[dict[str, Any]]:
        for unit in below.get(above, []):
            parent = unit.parent.in_language("name") if unit.parent else ""
            yield {**_place(unit, known), "code": unit.code, "parent": parent}
            yield from walk(unit.pk)

    return walk(None)


def _place(row: Bureau | Unit, known: Directory) -> dict[str, Any]:
    duties = row.in_language("duties").splitlines()
    return {
        "contact": known.contact(row),
        "duties": [duty for duty in duties if duty.strip()],
    }


def _leader(person: Person) -> dict[str, Any]:
    words = ("post", "portfolio", "resume")
    return {word: person.in_language(word) for word in words} | {
        "name": person.name,
        "photo": person.photo,
        "since": person.since,
        "unit": person.unit.in_language("name") if person.unit else "",
    }
