"""Personal data that a public text must not hold (个人信息保护法第二十五条；政府信息公开条例第十五条)."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from common.wording.finding import Finding, Kind, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from common.wording.known import Known

_PROVINCES = "(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])"
_ID_18 = re.compile(rf"(?<![0-9A-Za-z]){_PROVINCES}\d{{15}}[0-9Xx](?![0-9A-Za-z])")
_ID_15 = re.compile(rf"(?<![0-9A-Za-z]){_PROVINCES}\d{{13}}(?![0-9A-Za-z])")
_ID_WORD = re.compile("身份证|公民身份号码|证件号")
_NOT_ID = re.compile("信用代码|机构代码|账号|订单|流水号|编号")
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?![0-9A-Za-z])"
)
_LANDLINE = re.compile(r"(?<!\d)0\d{2,3}[-— ]?[2-9]\d{6,7}(?!\d)")
_PRIVATE = re.compile("先生|女士|本人|家中|家里|住宅|家庭|宅电|当事人|举报人|投诉人")
_CARD = re.compile(r"(?<![0-9A-Za-z])[3-6]\d{3}(?:[ -]?\d{4}){2,3}[ -]?\d{1,4}(?!\d)")
_CARD_WORD = re.compile("银行卡|卡号|账号|帐号|账户|开户行|收款")
_PASSPORT = re.compile(r"(?<![0-9A-Za-z])[DEGPS][A-Z]?\d{7,8}(?!\d)")
_PASSPORT_WORD = re.compile("护照|通行证")
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·]?(?=[A-HJ-NP-Z]{0,5}[0-9])[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])"
)
_ROOM = re.compile(
    "[一-鿿0-9]{0,24}?(?:[0-9]+|[一二三四五六七八九十]+)(?:号楼|栋|幢|号院)[一-鿿0-9、，]{0,6}?[0-9一二三四五六七八九十]+(?:单元[0-9一二三四五六七八九十]{0,4}[0-9]{0,4}[室号户]?|[室户])"
)
_LIVES = re.compile(
    "(?:家住|现住|家庭住址|家庭地址|住址|居住地址|户籍地址|户籍所在地)[：:为在是]{0,2}(?P<where>[^，。；！？\n]{4,40}?(?:[0-9]+|[一二三四五六七八九十]+)(?:号|组|室|户|栋|弄))"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
NEAR = 14
LEAVE_OUT = "删去；确需写明的，只留首尾几位，中间用“*”代替"


def find(text: str, even: str, known: Known) -> Iterator[Finding]:
    """`even` is the text with full-width digits and letters made narrow, each in its place."""
    taken: list[tuple[int, int]] = []
    for search in (_identity, _cards, _mobiles, _landlines, _papers, _homes):
        for finding in search(even, known):
            if not any(s < finding.end and finding.start < e for s, e in taken):
                taken.append((finding.start, finding.end))
                yield _as_written(finding, text)


def is_identity(number: str) -> bool:
    """GB 11643: a day of birth that exists, and the last mark follows from the others."""
    if len(number) == 15:
        return _is_day(f"19{number[6:12]}")
    total = sum(
        int(mark) * weight for mark, weight in zip(number, _WEIGHTS, strict=False)
    )
    return _is_day(number[6:14]) and "10X98765432"[total % 11] == number[17].upper()


def passes_luhn(number: str) -> bool:
    """ISO/IEC 7812: every second digit from the right doubled, the sum a multiple of ten."""
    total = 0
    for place, mark in enumerate(reversed(number)):
        digit = int(mark) * (1 + place % 2)
        total += digit - 9 if digit > 9 else digit
    return total % 10 == 0


def _identity(even: str, _known: Known) -> Iterator[Finding]:
    for match in _ID_18.finditer(even):
        named = _before(_ID_WORD, even, match)
        if not named and _before(_NOT_ID, even, match):
            continue
        if is_identity(match[0]):
            yield _found(match, "identity", "这是公民身份号码，校验位相符。")
        elif named:
            yield _found(match, "identity-like", "写着身份证，号码像公民身份号码。")
        elif _is_day(match[0][6:14]):
            yield _found(
                match,
                "identity-like",
                "十八位数字含出生日期，像公民身份号码，但校验位不符。",
                Level.WARN,
            )
    for match in _ID_15.finditer(even):
        named = _before(_ID_WORD, even, match)
        if is_identity(match[0]) and not _before(_NOT_ID, even, match):
            yield _found(
                match,
                "identity-15",
                "十五位数字含出生日期，像旧的居民身份证号码。",
                Level.BLOCK if named else Level.WARN,
            )


def _cards(even: str, _known: Known) -> Iterator[Finding]:
    for match in _CARD.finditer(even):
        digits = re.sub("[ -]", "", match[0])
        if not 15 <= len(digits) <= 19:
            continue
        named = _before(_CARD_WORD, even, match)
        if passes_luhn(digits) and (named or _is_issued(digits)):
            yield _found(match, "card", "这是银行卡号，校验位相符。")
        elif named:
            yield _found(match, "card-like", "写着账号，像银行卡号。", Level.WARN)


def _mobiles(even: str, known: Known) -> Iterator[Finding]:
    for match in _MOBILE.finditer(even):
        if not known.has_phone(match[0]) and not _before(_NOT_ID, even, match):
            yield _found(
                match,
                "mobile",
                "这是手机号码。工作用的号码请先写进机构的联系电话，再公布。",
            )


def _landlines(even: str, known: Known) -> Iterator[Finding]:
    """An office's number is there to be called; only one beside a private person is looked at."""
    for match in _LANDLINE.finditer(even):
        if _before(_PRIVATE, even, match) and not known.has_phone(match[0]):
            yield _found(match, "landline", "像私人的固定电话。", Level.WARN)


def _papers(even: str, _known: Known) -> Iterator[Finding]:
    for match in _PASSPORT.finditer(even):
        if _before(_PASSPORT_WORD, even, match):
            yield _found(match, "passport", "这是护照或者通行证号码。")
    for match in _PLATE.finditer(even):
        yield _found(match, "plate", "车牌号能认出车主。公务车辆可以忽略。", Level.WARN)


def _homes(even: str, known: Known) -> Iterator[Finding]:
    for match in _LIVES.finditer(even):
        if not known.has_address(match["where"]):
            yield _found(match, "home", "写到门牌的住址是个人信息。")
    for match in _ROOM.finditer(even):
        if not known.has_address(match[0]):
            yield _found(match, "home-room", "写到单元、房间的地址多半是住址。")


def _found(
    match: re.Match[str], code: str, reason: str, level: Level = Level.BLOCK
) -> Finding:
    return Finding(
        match.start(),
        match.end(),
        Kind.PERSONAL,
        level,
        reason,
        LEAVE_OUT,
        match[0],
        code,
    )


def _as_written(finding: Finding, text: str) -> Finding:
    phrase = text[finding.start : finding.end]
    return Finding(
        finding.start,
        finding.end,
        finding.kind,
        finding.level,
        finding.reason,
        finding.suggestion,
        phrase,
        finding.code,
    )


def _before(words: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    """The words stand shortly before, in the same sentence."""
    start = match.start()
    shortly = re.split("[。；\n]", text[max(0, start - NEAR) : start])[-1]
    return bool(words.search(shortly))


def _is_day(digits: str) -> bool:
    try:
        born = dt.datetime.strptime(digits, "%Y%m%d").replace(tzinfo=dt.UTC)
    except ValueError:
        return False
    return 1900 <= born.year <= 2100


def _is_issued(digits: str) -> bool:
    """Beginnings that card networks use: 62 UnionPay, 4 and 5 the others, 9 the oldest debit cards."""
    return digits.startswith(("62", "4", "51", "52", "53", "54", "55", "35", "60"))
