"""The blocks every page may use."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail_localize.segments import StringSegmentValue

from common import citations
from common.addresses import ArticleAddress, validate_address
from common.outputs import charts
from common.structure.block import ContactBlock


class BasisBlock(blocks.CharBlock):
    """A legal basis, kept as an article's lasting address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="法律依据",
            help_text="法名/版本日期/条号，例如：旅游法/2018-10-26/35",
            validators=[validate_address],
            **kwargs,
        )

    def get_translatable_segments(self, _value: str) -> list[Any]:
        """An address is the same in every language."""
        return []

    def restore_translated_segments(self, value: str, _segments: list[Any]) -> str:
        return value

    class Meta:
        icon = "link"


def basis_links(addresses: list[str]) -> list[dict[str, Any]]:
    """Each address with what a page shows of it; text is None where the law is not in the library."""
    read = [ArticleAddress.parse(address) for address in addresses]
    return [
        {
            "law": a.law,
            "label": a.label,
            "citation": a.citation,
            "path": a.path,
            "text": citations.article_text(a),
        }
        for a in read
    ]


class TableBlock(TypedTableBlock):
    """A table of texts with a caption and a header row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            [("text", blocks.CharBlock(label="文字", required=False))],
            label="表格",
            **kwargs,
        )

    def get_translatable_segments(self, table: Any) -> list[StringSegmentValue]:
        """Caption, headings and cells, each by its place; wagtail-localize knows no tables of its own."""
        texts = {"caption": table.caption or ""}
        texts |= {f"h{x}": column["heading"] for x, column in enumerate(table.columns)}
        texts |= {
            f"r{y}c{x}": cell
            for y, row in enumerate(table.row_data)
            for x, cell in enumerate(row["values"])
        }
        return [
            StringSegmentValue(place, text) for place, text in texts.items() if text
        ]

    def restore_translated_segments(
        self, table: Any, segments: list[StringSegmentValue]
    ) -> Any:
        texts = {segment.path: segment.render_text() for segment in segments}
        table.caption = texts.get("caption", table.caption)
        for x, column in enumerate(table.columns):
            column["heading"] = texts.get(f"h{x}", column["heading"])
        for y, row in enumerate(table.row_data):
            row["values"] = [
                texts.get(f"r{y}c{x}", cell) for x, cell in enumerate(row["values"])
            ]
        return table

    class Meta:
        icon = "table"
        template = "common/blocks/table.html"


class ChartBlock(blocks.StructBlock):
    """A chart and the table it is drawn from; what cannot be drawn cannot be saved."""

    title = blocks.CharBlock(label="图题", max_length=80)
    kind = blocks.ChoiceBlock(
        choices=[("bar", "条形图（比多少）"), ("line", "折线图（看变化）")],
        default="bar",
        label="图形",
    )
    unit = blocks.CharBlock(label="单位", required=False, max_length=20)
    text = blocks.TextBlock(
        label="一句话说明", help_text="图上最要紧的一点，看不见图的人靠它了解。"
    )
    table = TableBlock(
        help_text="第一列写名称，后面每列一组数字，最多四列；空着表示没有数字。"
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        table = cleaned["table"]
        headings = [column["heading"] for column in table.columns]
        try:
            charts.series_of(headings, [row["values"] for row in table.row_data])
        except charts.NoFigureError as fault:
            raise blocks.StructBlockValidationError(
                block_errors={"table": ValidationError(str(fault))}
            ) from None
        return cleaned

    class Meta:
        icon = "view"
        label = "图表"
        template = "common/blocks/chart.html"


class BodyBlock(blocks.StreamBlock):
    """The body of a page: what public bodies write with, and nothing that can be misused."""

    heading = blocks.CharBlock(
        label="小标题", icon="title", template="common/blocks/heading.html"
    )
    paragraph = blocks.RichTextBlock(
        label="段落",
        features=["bold", "link", "document-link"],
        template="common/blocks/paragraph.html",
    )
    bullets = blocks.ListBlock(
        blocks.CharBlock(label="条目"),
        label="列表",
        template="common/blocks/bullets.html",
    )
    numbers = blocks.ListBlock(
        blocks.CharBlock(label="步骤"),
        label="编号列表",
        template="common/blocks/numbers.html",
    )
    notice = blocks.TextBlock(
        label="提示", icon="help", template="common/blocks/notice.html"
    )
    table = TableBlock()
    chart = ChartBlock()
    picture = ImageBlock(label="图片", template="common/blocks/picture.html")
    attachment = DocumentChooserBlock(
        label="附件", template="common/blocks/attachment.html"
    )
    contact = ContactBlock()

    class Meta:
        label = "正文"
