"""What the outside of a file tells: its leading bytes, and whether another format hides in it."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

import puremagic

if TYPE_CHECKING:
    from common.files.sorts import Sort

HEAD_BYTES = 64 * 1024
# Browsers that guess look at the first 1,445 bytes; we look a little further.
GUESSED_BYTES = 4 * 1024
WEBPAGE = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|script|iframe|svg|img|object|embed|meta\s+http-equiv|a\s+href|form|style)\b",
    re.IGNORECASE,
)
MESSAGE = re.compile(
    rb"\A\s*(MIME-Version|Content-Type|From|Received|Subject):[^\n]*\n", re.IGNORECASE
)
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR"
ZIP_END = b"PK\x05\x06"
ZIP_END_BYTES = 22


def agrees(data: bytes, sort: Sort) -> bool:
    """Whether the leading bytes go by a name that the extension allows."""
    if not sort.puremagic:
        return True
    try:
        found = puremagic.magic_string(data[:HEAD_BYTES])
    except (puremagic.PureError, ValueError):
        return False
    return any(match.extension in sort.puremagic for match in found)


def hides_webpage(data: bytes) -> bool:
    """Markup where a browser that guesses would find it."""
    return bool(WEBPAGE.search(data[:GUESSED_BYTES]))


def is_message(data: bytes) -> bool:
    """A saved web page (MHT) or letter: header lines, then its parts."""
    head = data[:GUESSED_BYTES]
    return bool(MESSAGE.match(head)) and b"mime-version:" in head.lower()


def ends_as_zip(data: bytes) -> bool:
    """Whether a program for archives would open the file: they read from the end."""
    tail = data[-(ZIP_END_BYTES + 0xFFFF) :]
    at = tail.rfind(ZIP_END)
    while at >= 0:
        if len(tail) - at >= ZIP_END_BYTES:
            (size,) = struct.unpack_from("<H", tail, at + 20)
            if at + ZIP_END_BYTES + size == len(tail):
                return True
        at = tail.rfind(ZIP_END, 0, at)
    return False
