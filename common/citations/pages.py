"""What a published page cites is recorded, whatever room the page belongs to: its legal basis and its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.blocks import FieldBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail.signals import page_published

from common.addresses import ArticleAddress, validate_address
from common.citations.recording import Cited, cited_in, follow, record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Page


def connect() -> None:
    """Called once, when the apps are ready."""
    page_published.connect(record_published, dispatch_uid="citations-of-published")
    for model in get_page_models():
        follow(model)


def record_published(instance: Page, **_kwargs: Any) -> None:
    record_page(instance)


def record_page(page: Page) -> None:
    """What stands under 法律依据 first; an article that the text names too is counted once."""
    basis = list(addresses_in(page))
    known = {str(ArticleAddress.parse(address)) for address in basis}
    words = "\n".join(
        filter(None, [getattr(page, "summary", ""), getattr(page, "search_text", "")])
    )
    written: list[Cited] = [one for one in cited_in(words) if one.address not in known]
    record(page, [*basis, *written])


def addresses_in(page: Page) -> Iterator[str]:
    """Every article's address among the page's fields and blocks."""
    for field in page._meta.concrete_fields:
        value = getattr(page, field.attname)
        if isinstance(field, StreamField):
            yield from _in_block(field.stream_block, value)
        elif validate_address in field.validators and value:
            yield value


def _in_block(block: Any, value: Any) -> Iterator[str]:
    if isinstance(block, FieldBlock):
        if value and validate_address in getattr(block.field, "validators", ()):
            yield value
        return
    for child, inside in _children(block, value):
        yield from _in_block(child, inside)


def _children(block: Any, value: Any) -> list[tuple[Any, Any]]:
    if isinstance(block, StreamBlock):
        return [(child.block, child.value) for child in value]
    if isinstance(block, ListBlock):
        return [(block.child_block, item) for item in value]
    if isinstance(block, StructBlock):
        return [(child, value.get(name)) for name, child in block.child_blocks.items()]
    return []
