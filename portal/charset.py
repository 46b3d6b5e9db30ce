"""A content type that Django cannot read never reaches it.

`Content-Type: …; charset=hex` names a codec of Python that is no text encoding, and Django answers it with 500; an
unreadable header does the same before any middleware. Our forms and interfaces speak UTF-8, so nothing is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.http import parse_header_parameters

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

KNOWN = {
    "utf-8",
    "utf8",
    "us-ascii",
    "ascii",
    "iso-8859-1",
    "gbk",
    "gb2312",
    "gb18030",
    "big5",
}
CHARSET = re.compile(
    r""";\s*charset[*\d]*\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)""", re.IGNORECASE
)
UNREADABLE = "application/octet-stream"


def tame(application: WSGIApplication) -> WSGIApplication:
    """The application behind a door that drops charsets it would fall over."""

    def tamed(
        environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        if "CONTENT_TYPE" in environ:
            environ["CONTENT_TYPE"] = readable(environ["CONTENT_TYPE"])
        return application(environ, start_response)

    return tamed


def readable(content_type: str) -> str:
    """The header as it is where it can be read, without its charset where that is none, else a type nobody reads."""
    for attempt in (content_type, CHARSET.sub("", content_type)):
        if _is_readable(attempt):
            return attempt
    return UNREADABLE


def _is_readable(content_type: str) -> bool:
    try:
        _, parameters = parse_header_parameters(content_type)
    except (
        ValueError,
        LookupError,
        UnicodeError,
        IndexError,
        TypeError,
        AttributeError,
    ):
        return False
    return str(parameters.get("charset", "utf-8")).lower() in KNOWN
