"""Marks that say a text is not for everybody (保守国家秘密法；政府信息公开条例第十四条至第十六条)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from common.wording.finding import Finding, Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

STOP = "先确认能否公开；不能公开的不得上网，能公开的去掉标记并办理公开审查"
_MARKS = (
    ("secret", re.compile("(?:绝密|机密|秘密)[ 　]*[★☆]"), "这是国家秘密标志。"),
    (
        "secret-line",
        re.compile(
            "^[ 　]*(?:密级[：: ]*)?(?:绝 *密|机 *密|秘 *密)[ 　]*$", re.MULTILINE
        ),
        "单独一行的密级，像国家秘密标志。",
    ),
    (
        "secret-term",
        re.compile("[★☆][ 　]*(?:长期|[0-9一二三四五六七八九十]{1,3} ?(?:年|个月))"),
        "这是保密期限标志。",
    ),
    (
        "internal",
        re.compile(
            "内部(?:资料|文件|材料|刊物|信息)[^。\n]{0,6}?(?:注意保[存管密]|妥善保[存管]|请勿外[传泄]|严禁外[传泄]|不得外[传泄]|不得翻印)"
        ),
        "这是内部资料标志。",
    ),
    (
        "internal-use",
        re.compile("仅(?:供|限)(?:内部|领导|工作)(?:参考|使用|掌握|传阅|阅知|参阅)"),
        "写明仅供内部使用。",
    ),
    (
        "not-public",
        re.compile(
            "[（(【\\[]?(?:此件|本件|该件|本文)(?:不予公开|不公开|不宜公开|依申请公开|删减后公开|不得公开)[）)】\\]]?"
        ),
        "公开属性不是主动公开。",
    ),
    (
        "not-public-line",
        re.compile(
            "(?:^[ 　]*|[（(【\\[]|公开(?:属性|方式|选项|类别|形式)[：:]\\s*)(?:不予公开|不公开|不得公开|依申请公开)[ 　]*(?:[）)】\\]]|$)",
            re.MULTILINE,
        ),
        "公开属性不是主动公开。",
    ),
    (
        "no-spread",
        re.compile(
            "(?:严禁|请勿|不得)(?:外传|外泄|上网|在互联网(?:上)?(?:传播|发布))|阅后(?:即焚|销毁|收回)"
        ),
        "写明不得外传。",
    ),
)


def find(text: str) -> Iterator[Finding]:
    for code, regex, reason in _MARKS:
        for match in regex.finditer(text):
            yield Finding(
                *match.span(), Kind.SECRECY, Level.BLOCK, reason, STOP, match[0], code
            )
