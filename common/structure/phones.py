"""Phone numbers with what each is for, kept as lines that an editor can read: `0375-1234567 办公室 / General Office`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

HELP = (
    "每行一个：先写号码，空一格写做什么用；有英文的，再写“ / 英文”。"
    "例如：0375-1234567 许可咨询 / Licences。固定电话要带区号。"
)
LINE = re.compile(r"(?P<number>[+\d][\d\-]*)\s*(?P<use>.*)")
# Landlines with their area code, mobiles, 400 and 800, and short numbers such as 12345 and 110.
FORMS = (
    r"0\d{2,3}-?\d{7,8}(-\d{1,6})?",
    r"1[3-9]\d{9}",
    r"[48]00-?\d{3,4}-?\d{3,4}",
    r"1[12]\d(\d{2})?|9[56]\d{3,4}",
)
BRACKETED = re.compile(r"[（(]([^（()）]*)[)）]")
NUMBER = re.compile("|".join(f"(?:{form})" for form in FORMS))
# What in running text is a number that belongs on the row of whoever answers it.
WRITTEN = re.compile(
    r"(?<![\d.])(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3,4}-?\d{3,4}|1[12]\d{3}|96\d{3,4})(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Phone:
    """One number and what it is for."""

    number: str
    use: str = ""
    use_en: str = ""

    @property
    def link(self) -> str:
        """The address that a telephone dials."""
        return f"tel:{self.number.replace('-', '')}"

    @property
    def purpose(self) -> str:
        """What it is for, in the page's language."""
        return self.use_en if self.use_en and get_language() == "en" else self.use

    def __str__(self) -> str:
        return f"{self.number}（{self.purpose}）" if self.purpose else self.number


def read_phones(text: str) -> list[Phone]:
    """The numbers of a field that has been validated; lines that are none are left out."""
    found = (_phone(line) for line in text.splitlines())
    return [phone for phone in found if phone]


def _phone(line: str) -> Phone | None:
    read = LINE.fullmatch(line.strip())
    if not read or not NUMBER.fullmatch(read["number"].rstrip("-")):
        return None
    chinese, _, english = read["use"].partition("/")
    return Phone(read["number"].rstrip("-"), _bare(chinese), _bare(english))


def _bare(use: str) -> str:
    """Without the brackets that stand around the whole of it."""
    inner = BRACKETED.fullmatch(use.strip())
    return inner[1].strip() if inner else use.strip()


def validate_phones(text: str) -> None:
    """A form validator; the message names the line."""
    lines = [line for line in text.splitlines() if line.strip()]
    wrong = [
        f"第{place}行“{line.strip()}”"
        for place, line in enumerate(lines, start=1)
        if not _phone(line)
    ]
    if wrong:
        raise ValidationError(
            f"{'、'.join(wrong)}不像电话号码。请写成 0375-1234567、11位手机号码或者12345这样的短号码；{HELP}"
        )


def numbers_in(text: str) -> list[str]:
    """Phone numbers written into running text, where they would grow old unseen."""
    return WRITTEN.findall(text)
