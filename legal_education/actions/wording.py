"""Titles, keys and the likeness of two texts, whatever width, brackets and spaces they were typed with."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

STATE = "中华人民共和国"
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
HAN = "\u3400-\u9fff"
COURTS = re.compile(
    r"(最高人民法院|最高人民检察院|公安部|司法部)\s+(?=最高人民|公安部|国家|司法部)"
)
BRACKETS = str.maketrans(
    {
        "(": "（",
        ")": "）",
        "<": "〈",
        ">": "〉",
        "[": "〔",
        "]": "〕",
        "［": "〔",
        "］": "〕",
    }
)
# A decision's title says what it does, not what it is about: each is a law of its own, told apart by its day.
DECISION = re.compile(
    r"关于(?:修改|废止|修订)(?:和(?:废止|修改))?(?!.*修改后).*的决定$"
)
DAY = re.compile(r"(\d{4})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?")


def seen(text: str) -> str:
    """The line without marks that no one can see, and without space at its ends."""
    return text.translate(UNSEEN).strip()


def tidy_title(text: str) -> str:
    """One way to write a title: full-width brackets, no space within Chinese."""
    title = re.sub(r"<!--.*?-->", "", seen(text)).replace("**", "")
    title = COURTS.sub(r"\1、", title).translate(BRACKETS)
    title = re.sub(rf"(?<=[{HAN}，、）》〉])\s+|\s+(?=[{HAN}，、（《〈])", "", title)
    return re.sub(r"\s+", " ", title).strip()


def is_decision(title: str) -> bool:
    return bool(DECISION.search(title))


def law_key(title: str, date: dt.date) -> str:
    """The title without 中华人民共和国; an amending or repealing decision carries its day."""
    key = title.removeprefix(STATE).replace("/", "／") or title
    return f"{key}（{date.isoformat()}）" if is_decision(title) else key


def name_key(name: str) -> str:
    """A name as quoted in another text, made like a key for looking it up."""
    return tidy_title(name).removeprefix(STATE)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """The words alone, for saying whether two sources hold the same text."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text))


def same_words(one: str, other: str) -> bool:
    return one == other or bare(one) == bare(other)


def days_in(text: str) -> list[tuple[dt.date, int, int]]:
    """Every date of a text with where it begins and ends; those that no calendar knows are left out."""
    found = []
    for match in DAY.finditer(text):
        try:
            day = dt.date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            continue
        found.append((day, match.start(), match.end()))
    return found


def narrow(text: str) -> str:
    """Full-width digits and Latin letters made half-width, Chinese marks left alone; the length stays."""
    return re.sub(
        r"[０-９Ａ-Ｚａ-ｚ．－／]",
        lambda match: unicodedata.normalize("NFKC", match[0]),
        text,
    )
