"""What an editor, a template or a word processor has left behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from common.wording.finding import Finding, Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

HAN = "㐀-䶿一-鿿"
LONG_PARAGRAPH = 20
_LEFT = (
    (
        "bookmark",
        Level.BLOCK,
        re.compile(r"\[bookmark:[^\]\n]{0,60}\]|_GoBack|_Toc\d{5,}|_Ref\d{5,}"),
        "文字处理软件留下的书签。",
    ),
    (
        "field-code",
        Level.BLOCK,
        re.compile(
            '(?:错误|Error)[!！] ?(?:未找到引用源|未定义书签|Reference source not found|Bookmark not defined)[。.]?|HYPERLINK +"|PAGEREF +_|MERGEFIELD|EMBED +[A-Z]'
        ),
        "文字处理软件留下的域代码。",
    ),
    (
        "to-do",
        Level.BLOCK,
        re.compile(
            "(?<![A-Za-z])(?:TODO|FIXME|TBD|T\\.B\\.D\\.)(?![A-Za-z])|待(?:补充|补|填|填写|核实后填|确认后填|完善后发)(?=[】）)\\]。，；\n]|$)|待续写|暂缺[，,]?待补"
        ),
        "还没有写完。",
    ),
    (
        "placeholder",
        Level.BLOCK,
        re.compile(
            f"【(?:此处|插入|填写|请填|待|单位|姓名|时间|地点|日期|图|表|链接|标题|正文|空|XX|××)[^】\n]{{0,20}}】|【[ 　]*】|[（(\\[［]此处[^）)\\]］\n]{{1,20}}[）)\\]］]|此处(?:插入|填写|省略|添加|粘贴|放置|输入|补充)[{HAN}]{{0,6}}|(?:请|点击)(?:在此|此处)输入[{HAN}]{{0,4}}|单击此处"
        ),
        "占位的话没有换成正文。",
    ),
    (
        "sample",
        Level.BLOCK,
        re.compile(
            "(?:示例|样例|测试|占位)(?:文字|文本|标题|内容|段落|页面|数据请忽略)|[Ll]orem ipsum|测试测试|啊啊啊|哈哈哈哈"
        ),
        "示例或者测试用的文字。",
    ),
    (
        "crosses",
        Level.WARN,
        re.compile(
            f"(?:[×Xx＊*○〇]{{2,}})(?=[省市区县乡镇局委办科年月日号同项条元万名个次村路]|公司|单位|同志|文旅|街道|社区|学校)|[xX]{{2,3}}(?=[{HAN}])|[_＿]{{3,}}|(?<=[{HAN}])[?？]{{3,}}"
        ),
        "像没有填的空。",
    ),
    (
        "markup",
        Level.WARN,
        re.compile(
            "&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|mdash);|</?(?:p|br|div|span|font|strong|table|td|tr)[ />][^\n<>]{0,80}>?|\\{\\{[^{}\n]{0,40}\\}\\}|\\{%[^%\n]{0,40}%\\}|�"
        ),
        "网页代码或者乱码。",
    ),
    (
        "remark",
        Level.WARN,
        re.compile(
            "[（(【\\[](?:批注|修订|注：?删|编者按：?删|领导审阅|送审稿|征求意见稿勿外发|未定稿|讨论稿|初稿|第[一二三四五]稿)[^）)】\\]\n]{0,16}[）)】\\]]"
        ),
        "像修改过程中留下的批注或者稿次。",
    ),
)
_PARAGRAPH = re.compile("[^\n]+")


def find(text: str) -> Iterator[Finding]:
    for code, level, regex, reason in _LEFT:
        for match in regex.finditer(text):
            yield Finding(
                *match.span(),
                Kind.RESIDUE,
                level,
                reason,
                "删去，或者补上内容",
                match[0],
                code,
            )
    yield from _twice(text)


def _twice(text: str) -> Iterator[Finding]:
    """The same paragraph again, word for word."""
    seen: set[str] = set()
    for match in _PARAGRAPH.finditer(text):
        words = "".join(match[0].split())
        if len(words) < LONG_PARAGRAPH:
            continue
        if words in seen:
            yield Finding(
                *match.span(),
                Kind.DOUBLED,
                Level.WARN,
                "这一段和前面的一段一字不差。",
                "删去重复的一段",
                match[0],
                "paragraph",
            )
        seen.add(words)
