"""The words of a document, as plain text."""

from __future__ import annotations

import codecs
import io
from typing import Any

import mammoth
from pypdf import PdfReader
from pypdf._codecs import core_font_metrics

from common.converters import office, pdf

# Enough for a book of two hundred pages; what comes after is cut and the reader is told.
MOST_SIGNS = 200_000
# Loaded now, like the encodings below: behind the doors no file is opened.
LOADED = (core_font_metrics,)
# Encodings are files that Python opens when one is first asked for: asked now, before the doors are shut.
ENCODINGS = (
    "ascii",
    "latin-1",
    "cp1252",
    "charmap",
    "utf-8-sig",
    "utf-16",
    "utf-16-be",
    "utf-16-le",
    "utf-32-be",
    "unicode_escape",
    "raw_unicode_escape",
    "gbk",
    "gb2312",
    "gb18030",
    "big5",
    "cp437",
    "mac-roman",
)
for _encoding in ENCODINGS:
    codecs.lookup(_encoding)


def run(data: bytes, extension: str) -> tuple[dict[str, Any], bytes]:
    """What was looked at when it came is looked at again: the file may have come from elsewhere."""
    if extension == "docx":
        office.run(data, extension)
        words = mammoth.extract_raw_text(io.BytesIO(data)).value
    else:
        pdf.run(data)
        words = _of_pages(data)
    words = _plain(words)
    cut = len(words) > MOST_SIGNS
    return {"cut": cut}, words[:MOST_SIGNS].encode("utf-8", "replace")


def _of_pages(data: bytes) -> str:
    parts: list[str] = []
    held = 0
    for page in PdfReader(io.BytesIO(data)).pages:
        parts.append(page.extract_text())
        held += len(parts[-1])
        if held > MOST_SIGNS:
            break
    return "\n\n".join(parts)


def _plain(words: str) -> str:
    """Lines without trailing blanks, at most one empty line between them."""
    lines: list[str] = []
    for line in words.splitlines():
        bare = line.rstrip()
        if bare or (lines and lines[-1]):
            lines.append(bare)
    return "\n".join(lines).strip()
