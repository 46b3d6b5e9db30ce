"""Case numbers, query codes and the digests that are kept in their place.

The code is derived from the form's random key, so that a retry shows the same receipt though only digests are stored.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import TYPE_CHECKING

from common import sealed

if TYPE_CHECKING:
    import datetime as dt

# 30 characters: no 0 and O, no 1, I and L, no U. Sixteen of them are 78.5 bits.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16
RECEIPT_LENGTH = 12
NUMBER_TAIL = 6
PURPOSE = "code"
# What is compared with where there is no case.
NOBODYS = f"0:{'0' * 64}"


def fresh_number(day: dt.date) -> str:
    """A number that tells the month and nothing about how many came before."""
    tail = "".join(secrets.choice(ALPHABET) for _ in range(NUMBER_TAIL))
    return f"WD{day:%y%m}-{tail}"


def fresh_form_key() -> str:
    return secrets.token_urlsafe(24)


def derived_code(form_key: str, *, key_id: str) -> str:
    """The query code that belongs to a form's key."""
    return _signs(_mac(f"derive:{form_key}", key_id), CODE_LENGTH)


def current_key_id() -> str:
    return sealed.keys().current(PURPOSE)[0]


def code_digest(code: str, *, key_id: str) -> str:
    """The digest names its key, so that codes given before a change of keys still open their case."""
    return f"{key_id}:{_mac(f'code:{code}', key_id).hex()}"


def form_digests(form_key: str) -> list[str]:
    """The digests a form's key may be stored under; the one under the current key comes last."""
    return [
        f"{i}:{_mac(f'form:{form_key}', i).hex()}"
        for i in sealed.keys().by_purpose[PURPOSE]
    ]


def matches(code: str, kept: str) -> bool:
    """The same work and the same time whether or not there is a case to compare with."""
    key_id = kept.partition(":")[0] or current_key_id()
    return hmac.compare_digest(
        code_digest(code, key_id=key_id), kept or NOBODYS
    ) and bool(kept)


def receipt_line(number: str, kind: str, day: dt.date) -> str:
    """What the QR code of a receipt says: number, kind, day and a keyed digest of the three, never the code."""
    told = f"{number} {kind} {day:%Y-%m-%d}"
    return f"{told} {_receipt_mark(told, current_key_id())}"


def is_ours(line: str) -> bool:
    """Whether the bureau gave out a receipt that says this; no case is looked up, so nothing is learnt of any."""
    told, _, mark = line.rpartition(" ")
    good = [
        hmac.compare_digest(_receipt_mark(told, key_id).encode(), mark.encode())
        for key_id in sealed.keys().by_purpose[PURPOSE]
    ]
    return any(good)


def _receipt_mark(told: str, key_id: str) -> str:
    return _signs(_mac(f"receipt:{told}", key_id), RECEIPT_LENGTH)


def spoken(code: str) -> str:
    """The code in groups of four, as people read it out."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def read_number(text: str) -> str:
    """What was meant by a typed number: any width, any case, spaces and all dashes alike."""
    plain = re.sub(
        r"[\s\u2010-\u2015\u2212_]+",
        "-",
        unicodedata.normalize("NFKC", text).strip().upper(),
    )
    joined = plain.replace("-", "")
    return f"{joined[:6]}-{joined[6:]}"


def read_code(text: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text).upper())


def _signs(mac: bytes, length: int) -> str:
    """A digest in the signs that people can read and type."""
    rest = int.from_bytes(mac, "big")
    signs = []
    for _ in range(length):
        rest, place = divmod(rest, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def _mac(text: str, key_id: str) -> bytes:
    key = sealed.keys().get(PURPOSE, key_id)
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
