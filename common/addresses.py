"""An article's lasting address: law, version date, number, as `旅游法/2018-10-26/35`.

Floor tables, content files and StreamFields keep this text, never a foreign key, so that a reference may name
a law before it is imported and still names the same words after the law has changed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote

from django.core.exceptions import ValidationError

from common.numerals import chinese

NUMBER = re.compile(r"(?P<number>\d+)(?:-(?P<sub>\d+))?(?:r(?P<repeat>\d+))?")


@dataclass(frozen=True, slots=True, order=True)
class ArticleAddress:
    """第十条之一 is number 10, sub 1; `repeat` tells apart two articles that a text numbers alike."""

    law: str
    date: dt.date
    number: int
    sub: int = 0
    repeat: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """ValueError where the text is no address."""
        try:
            law, date, number = text.strip().split("/")
        except ValueError:
            raise ValueError(f"{text!r} is not law/date/number") from None
        found = NUMBER.fullmatch(number)
        if not law or not found:
            raise ValueError(f"{text!r} is not law/date/number")
        return cls(
            law,
            dt.date.fromisoformat(date),
            int(found["number"]),
            int(found["sub"] or 0),
            int(found["repeat"] or 0),
        )

    @property
    def numeral(self) -> str:
        """The number as an address writes it: `35`, `10-1`."""
        return numeral(self.number, self.sub, self.repeat)

    @property
    def label(self) -> str:
        """第三十五条, 第十条之一."""
        return article_label(self.number, self.sub)

    @property
    def citation(self) -> str:
        """As a Chinese text cites it: 《旅游法》第三十五条."""
        return f"《{self.law}》{self.label}"

    @property
    def path(self) -> str:
        """Where the site shows it; rooms may link here without knowing who answers."""
        return f"/law/{quote(self.law)}/{self.date.isoformat()}/{self.numeral}/"

    def __str__(self) -> str:
        return f"{self.law}/{self.date.isoformat()}/{self.numeral}"


def numeral(number: int, sub: int = 0, repeat: int = 0) -> str:
    return f"{number}" + (f"-{sub}" if sub else "") + (f"r{repeat}" if repeat else "")


def article_label(number: int, sub: int = 0) -> str:
    return f"第{chinese(number)}条" + (f"之{chinese(sub)}" if sub else "")


def validate_address(text: str) -> None:
    """A form validator; the message is for the editor."""
    try:
        ArticleAddress.parse(text)
    except ValueError:
        raise ValidationError(
            "请按“法名/版本日期/条号”填写，例如：旅游法/2018-10-26/35。"
        ) from None
