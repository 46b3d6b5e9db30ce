"""Chinese numerals as legal texts write them, from 〇 to 九千九百九十九."""

from __future__ import annotations

import unicodedata

DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[〇零○一二两三四五六七八九十百千0-9０-９]"


def number(text: str) -> int:
    """The value of a Chinese, half-width or full-width numeral; ValueError where it is none."""
    plain = unicodedata.normalize("NFKC", text)
    if plain.isdecimal() and plain.isascii():
        return int(plain)
    if not text:
        raise ValueError("an empty numeral")
    if not any(mark in UNITS for mark in text):
        return int("".join(str(_digit(mark)) for mark in text))
    total, digit = 0, 0
    for mark in text:
        if mark in UNITS:
            # 十五 is fifteen: a unit without a digit before it counts once, also after 百 (一百十五).
            total += (digit or 1) * UNITS[mark]
            digit = 0
        else:
            digit = _digit(mark)
    return total + digit


def chinese(value: int) -> str:
    """The numeral as an article's heading writes it: 35 → 三十五, 110 → 一百一十, 1001 → 一千零一."""
    if not 0 <= value <= 9999:
        raise ValueError(f"{value} is beyond 0–9999")
    marks = "零一二三四五六七八九"
    if value < 10:
        return marks[value]
    out, gap = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if gap else "") + marks[digit] + mark
            gap = False
        else:
            gap = bool(out) and value > 0
    return out.removeprefix("一") if out.startswith("一十") else out


def _digit(mark: str) -> int:
    try:
        return DIGITS[mark]
    except KeyError:
        raise ValueError(f"{mark} is no digit") from None
