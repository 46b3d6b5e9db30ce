"""What a person is told when a file may not come in: which one, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from common.files.sorts import FILE_BYTES, MEGABYTE, PUBLIC

if TYPE_CHECKING:
    from collections.abc import Collection

SENTENCES = {
    "type": gettext_lazy(
        "“%(name)s”不是可以接收的类型。可以上传 PDF、图片、Word、Excel、文本、录音和视频。"
    ),
    "type_of": gettext_lazy("“%(name)s”不是可以接收的类型。可以上传 %(kinds)s。"),
    "big": gettext_lazy("“%(name)s”超过 %(most)d MB。更大的材料请到现场提交或者邮寄。"),
    "empty": gettext_lazy("“%(name)s”是空文件，请检查后重新选择。"),
    "mismatch": gettext_lazy(
        "“%(name)s”的内容和扩展名不一致，可能已损坏或者改过名，请换成原文件。"
    ),
    "mixed": gettext_lazy(
        "“%(name)s”里混有另一种格式的内容，请换成原文件，或者用原来的软件重新导出。"
    ),
    "broken": gettext_lazy("“%(name)s”打不开，可能没有传完或者已损坏，请换成原文件。"),
    "heavy": gettext_lazy(
        "“%(name)s”展开后过大或者过于复杂，无法检查。请拆成几份，或者另存为 PDF 后再上传。"
    ),
    "pixels": gettext_lazy(
        "“%(name)s”的尺寸太大：图片最多 4000 万像素（WebP 格式 2000 万，带透明的 1200 万），请缩小后再上传。"
    ),
    "animated": gettext_lazy("“%(name)s”是动图，请截成静态图片，或者改传视频（MP4）。"),
    "encrypted": gettext_lazy("“%(name)s”设有密码，请去掉密码后再上传。"),
    "macro": gettext_lazy(
        "“%(name)s”带有宏，请另存为不带宏的 Word 或者 Excel 文件，或者另存为 PDF。"
    ),
    "active": gettext_lazy(
        "“%(name)s”带有脚本或者自动操作，请用“打印为 PDF”另存一份再上传。"
    ),
    "embedded": gettext_lazy(
        "“%(name)s”里嵌有其他文件或者对象，请把它们删去或者单独上传，也可以打印为 PDF 再上传。"
    ),
    "linked": gettext_lazy(
        "“%(name)s”引用了外部文件或者网络内容，请断开这些链接，或者打印为 PDF 再上传。"
    ),
    "outward": gettext_lazy(
        "“%(name)s”的内部结构不正常，请用 Word、Excel 或者 WPS 打开后重新保存。"
    ),
    "entities": gettext_lazy(
        "“%(name)s”里有不允许的 XML 定义，请用 Word、Excel 或者 WPS 打开后重新保存。"
    ),
    "pages": gettext_lazy("“%(name)s”超过 2000 页，请拆成几份。"),
    "not_text": gettext_lazy(
        "“%(name)s”不是纯文本，请用记事本另存为 UTF-8 编码的文本，或者换成原文件。"
    ),
    "webpage": gettext_lazy("“%(name)s”的内容是网页，不是文本，请打印为 PDF 再上传。"),
    "virus": gettext_lazy("“%(name)s”带有病毒特征，没有收下。请先在电脑上查毒。"),
    "busy": gettext_lazy(
        "服务器正忙，暂时没有查完“%(name)s”，请稍等一会儿再提交一次。"
    ),
    "off": gettext_lazy(
        "服务器现在不能检查“%(name)s”这类文件。请先提交文字，材料到现场提交或者邮寄。"
    ),
}


class FileRefused(ValidationError):
    """A form may raise it on as it is; `code` says which rule, `message` tells the person."""

    def __init__(self, code: str, name: str, kinds: Collection[str] = PUBLIC) -> None:
        told = {
            "name": name or "?",
            "most": FILE_BYTES // MEGABYTE,
            "kinds": "、".join(kinds),
        }
        super().__init__(gettext(str(SENTENCES[code])) % told, code)
