"""How a page names whom to turn to: the block keeps a code, the page shows what the row says today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail import blocks

from common.structure.contacts import contact, contact_choices, contact_row

if TYPE_CHECKING:
    from collections.abc import Iterator


class ContactBlock(blocks.ChoiceBlock):
    """Name, address, hours and phones of the bureau, a section or another body."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("choices", None)
        super().__init__(choices=contact_choices, label="联系方式", **kwargs)

    def get_context(
        self, value: str, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        return {
            **super().get_context(value, parent_context=parent_context),
            "contact": contact(value),
        }

    def extract_references(self, value: str) -> Iterator[tuple[Any, str, str, str]]:
        """So that the row knows which pages show it, and is not deleted from under them."""
        row = contact_row(value) if value else None
        if row is not None:
            yield type(row), str(row.pk), "", ""

    def get_translatable_segments(self, _value: str) -> list[Any]:
        """A code is the same in every language; the row speaks both."""
        return []

    def restore_translated_segments(self, value: str, _segments: list[Any]) -> str:
        return value

    class Meta:
        icon = "mobile-alt"
        template = "common/blocks/contact.html"
        help_text = "电话写在机构、科室那一行，这里选是谁；那边改了，这里跟着改。"
