"""What a published page cites is recorded, whatever room the page belongs to; a deleted page cites nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_delete
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.signals import page_published

from common.addresses import validate_address
from common.blocks import BasisBlock
from legal_education.actions.citing import record_citations

if TYPE_CHECKING:
    from collections.abc import Iterator


def connect() -> None:
    """Called once, when the apps are ready."""
    page_published.connect(record_published, dispatch_uid="citations-of-published")
    post_delete.connect(forget_deleted, dispatch_uid="citations-of-deleted")


def record_published(sender: type[Page], instance: Page, **_kwargs: Any) -> None:
    record_citations(instance, cited_by(instance))


def forget_deleted(sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    """A page goes as several rows, of which the most specific is the one that cited."""
    if isinstance(instance, Page) and sender is instance.specific_class:
        record_citations(instance, [])


def cited_by(page: Page) -> list[str]:
    """Every article's address among the page's fields and blocks."""
    found: list[str] = []
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname)
        if isinstance(field, StreamField):
            found.extend(_in_block(field.stream_block, value))
        elif validate_address in field.validators and value:
            found.append(value)
    return found


def _in_block(block: Any, value: Any) -> Iterator[str]:
    if isinstance(block, BasisBlock):
        yield from filter(None, [value])
    elif isinstance(block, StreamBlock):
        for child in value:
            yield from _in_block(child.block, child.value)
    elif isinstance(block, ListBlock):
        for item in value:
            yield from _in_block(block.child_block, item)
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from _in_block(child_block, value.get(name))
