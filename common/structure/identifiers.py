"""The numbers by which the State knows a body and its website, and how each is checked."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

# GB 32100-2015: the digits and letters of a 统一社会信用代码, and the weight of each place.
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)

validate_division = RegexValidator(r"^\d{6}\Z", "行政区划代码是6位数字。")
validate_site_code = RegexValidator(
    r"^(\d{10}|bm\d{8})\Z",
    "网站标识码是10位数字（前6位是行政区划代码），或者“bm”加8位数字。",
)
validate_icp = RegexValidator(
    r"^[\u4e00-\u9fff]ICP备\d{8}号(-\d{1,3})?\Z",
    "ICP备案号请写成“豫ICP备12345678号”，子站可以在后面加“-1”。",
)
validate_police = RegexValidator(
    r"^[\u4e00-\u9fff]公网安备\s?\d{14}号\Z",
    "公安备案号请写成“豫公网安备41040302000001号”，中间是14位数字。",
)
validate_postcode = RegexValidator(r"^\d{6}\Z", "邮政编码是6位数字。")


def check_sign(body: str) -> str:
    """The eighteenth sign that belongs to the first seventeen of a 统一社会信用代码."""
    total = sum(
        SIGNS.index(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True)
    )
    return SIGNS[-total % 31]


def validate_credit_code(text: str) -> None:
    """A form validator; the message says which sign is wrong."""
    if len(text) != 18:
        raise ValidationError(f"统一社会信用代码是18位，现在是{len(text)}位。")
    strange = sorted({sign for sign in text if sign not in SIGNS})
    if strange:
        raise ValidationError(
            f"统一社会信用代码里不会有“{'”“'.join(strange)}”；字母要大写，没有 I、O、S、V、Z。"
        )
    expected = check_sign(text[:17])
    if text[17] != expected:
        raise ValidationError(
            f"统一社会信用代码对不上：按前17位算，最后一位应当是“{expected}”，现在是“{text[17]}”。请对照登记证书。"
        )
