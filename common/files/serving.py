"""Handing a file out: always as a download, and nothing in it may run."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header

HARMLESS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def download(data: bytes, *, name: str, content_type: str) -> HttpResponse:
    """For those whose right was checked; kept by no cache on the way."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    response["Cache-Control"] = "no-store, private"
    return harmless(response)


def harmless(response: HttpResponse) -> HttpResponse:
    """A file that a browser shall keep and not open as a page of ours."""
    for header, value in HARMLESS.items():
        response[header] = value
    return response
