"""What a browser may do with our pages: the admin's content security policy, and the headers of every answer.

The public policy is strict and stands in the settings (django-csp). Wagtail's admin needs more: it writes some scripts
and styles into its pages. Its scripts are allowed one by one, by the digest of those that match the short list below, so
that a script somebody smuggled into a page stays dead; a nonce stamped on whatever stands there would defend nothing.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

HEADER = "Content-Security-Policy"
INLINE = re.compile(
    rb"<script(?P<kind>(?:\s[^>]*)?)>(?P<words>.*?)</script>", re.DOTALL
)
# An object of literals and nothing else: no call, no name, no end of the element.
LITERALS = rb"""\{(?:[\s\w:,.\[\]-]|"(?:[^"\\<>]|\\.)*")*\}"""
# What Wagtail 8.0 and wagtail-localize 1.14 write into admin pages, blanks apart: calls of their own widgets with literals.
KNOWN = tuple(
    re.compile(pattern)
    for pattern in (
        rb"""init(?:Date|DateTime|Time)Chooser\("[\w-]+", """ + LITERALS + rb"""\);?""",
        rb"""new (?:Page|Image|Document|Snippet|Task)Chooser\("[\w-]+", """
        + LITERALS
        + rb"""\);?""",
        rb"""\(function\(\) \{ var panel = new (?:Inline|MultipleChooser)Panel\(JSON\.parse\("(?:[^"\\<>]|\\.)*"\)\); \}\)\(\);""",
        rb"""if \(typeof window\.chooserUrls === "undefined"\) \{ window\.chooserUrls = \{ (?:\w+: "[\w/-]+", )*\} \}""",
        re.escape(
            b"""document.addEventListener('DOMContentLoaded', function() { """
            b"""var selectAll = document.querySelector('[name="select_all"]'); """
            b"""var locales = document.querySelectorAll('[name="locales"]'); """
            b"""selectAll.addEventListener('change', function() { for (var i = 0; i < locales.length; i++) { """
            b"""locales[i].checked = selectAll.checked; } }); });"""
        ),
    )
)
ADMIN = (
    "default-src 'none'; script-src 'self'{digests}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; media-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
EVERYWHERE = {
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class HeadersMiddleware:
    """The headers of every answer; in the admin its own policy, also where it shows a public page as a preview."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in EVERYWHERE.items():
            response.headers.setdefault(name, value)
        # A file handed out there has the stricter one already (common/files/serving.py).
        strict = response.get(HEADER, "").startswith("sandbox")
        if request.path_info.startswith("/admin/") and not strict:
            response[HEADER] = ADMIN.format(digests=_digests(response))
        return response


def _digests(response: HttpResponseBase) -> str:
    if not response.get("Content-Type", "").startswith("text/html"):
        return ""
    words = {
        match["words"]
        for match in INLINE.finditer(getattr(response, "content", b""))
        if b"src=" not in match["kind"] and is_known(match["words"])
    }
    hashed = (base64.b64encode(hashlib.sha256(w).digest()).decode() for w in words)
    return "".join(f" 'sha256-{digest}'" for digest in sorted(hashed))


def is_known(words: bytes) -> bool:
    """Whether a script is one of those that Wagtail writes."""
    told = b" ".join(words.split())
    return any(pattern.fullmatch(told) for pattern in KNOWN)
