"""Days that do not exist, weekdays that do not fit, and years written in two hands (GB/T 15835—2011)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from common.wording.finding import Finding, Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATE = re.compile(
    r"(?<!\d)((?:1[89]|20)\d{2}) ?年 ?(\d{1,2}) ?月 ?(\d{1,3}) ?日(?:[ 　]?[（(]?(?:星期|周)([一二三四五六日天])[）)]?)?"
)
_DAY_ALONE = re.compile(r"(?<![\d年.-])(\d{1,2})月(\d{1,2})日")
_HOUR = re.compile(
    r"(?<!\d)(\d{1,2})[:：](\d{2})(?![\d:：])(?=分|至|—|-|～|，|。|前|开|$)"
)
_HAN_YEAR = re.compile("[一二][〇零○OＯ0０一二三四五六七八九]{3}年")
_MIXED = re.compile(
    r"[一二][〇零○一二三四五六七八九]{3}年\d{1,2}月|(?:19|20)\d{2}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
)
WEEKDAYS = "一二三四五六日"
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def find(text: str) -> Iterator[Finding]:
    for match in _DATE.finditer(text):
        yield from _date(match)
    for match in _DAY_ALONE.finditer(text):
        month, day = int(match[1]), int(match[2])
        if not (1 <= month <= 12 and 1 <= day <= _LONGEST_MONTH[month - 1]):
            yield _found(match, "no-day", "没有这一天。", "核对日期")
    for match in _HOUR.finditer(text):
        if int(match[1]) > 24 or int(match[2]) > 59:
            yield _found(match, "no-hour", "没有这个时刻。", "核对时间")
    yield from _two_hands(text)


def _two_hands(text: str) -> Iterator[Finding]:
    for match in _HAN_YEAR.finditer(text):
        if right := _year_in_han(match[0]):
            yield _found(match, "zero", "汉字年份里的零写作“〇”。", f"改为“{right}”")
    for match in _MIXED.finditer(text):
        yield _found(
            match,
            "two-hands",
            "年用一种数字、月用另一种。",
            "年月日都用阿拉伯数字或者都用汉字",
        )


def _date(match: re.Match[str]) -> Iterator[Finding]:
    try:
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        yield _found(match, "no-day", "没有这一天。", "核对日期")
        return
    said = match[4] and match[4].replace("天", "日")
    if said and said != WEEKDAYS[day.weekday()]:
        right = WEEKDAYS[day.weekday()]
        yield _found(match, "weekday", f"这一天是星期{right}。", "核对日期和星期")


def _year_in_han(written: str) -> str:
    right = re.sub("[零○OＯ0０]", "〇", written)
    return right if right != written else ""


def _found(match: re.Match[str], code: str, reason: str, suggestion: str) -> Finding:
    return Finding(
        *match.span(), Kind.NUMBER, Level.WARN, reason, suggestion, match[0], code
    )
