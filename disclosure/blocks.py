"""The blocks that guides are made of."""

from __future__ import annotations

from wagtail import blocks


class MaterialBlock(blocks.StructBlock):
    """One paper that an applicant brings (申请材料)."""

    name = blocks.CharBlock(label="材料名称")
    copies = blocks.CharBlock(label="份数与形式", required=False)
    source = blocks.CharBlock(label="来源", required=False)
    note = blocks.TextBlock(label="填报须知", required=False)

    class Meta:
        icon = "doc-full"
        label = "材料"


class StepBlock(blocks.StructBlock):
    """One step of the procedure (办理程序)."""

    name = blocks.CharBlock(label="环节")
    text = blocks.TextBlock(label="说明")
    time = blocks.CharBlock(label="时限", required=False)

    class Meta:
        icon = "order"
        label = "环节"
