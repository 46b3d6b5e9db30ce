"""A content type that names no text encoding is answered, not fallen over."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING, cast
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.charset import readable, tame

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

BAD = [
    "hex",
    "base64",
    "zlib",
    "rot13",
    "bz2",
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "utf-16",
    "x" * 200,
    "",
]


def status(content_type: str, *, method: str = "POST", query: str = "") -> int:
    environ: dict[str, object] = {}
    setup_testing_defaults(environ)
    environ.update(
        REQUEST_METHOD=method,
        PATH_INFO="/complaints/submit/",
        QUERY_STRING=query,
        CONTENT_TYPE=content_type,
        CONTENT_LENGTH="3",
        HTTP_HOST="testserver",
    )
    environ["wsgi.input"] = io.BytesIO(b"a=1")
    told: list[int] = []

    def start(
        line: str, _headers: object, _fault: object = None
    ) -> Callable[[bytes], object]:
        told.append(int(line.split()[0]))
        return lambda _body: None

    with closing(cast("HttpResponse", tame(WSGIHandler())(environ, start))) as answer:
        b"".join(answer)
    return told[0]


@pytest.fixture
def _connection_stays():
    """A finished request closes old connections; the test's own is in its transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("_connection_stays")
@pytest.mark.parametrize("charset", BAD)
@pytest.mark.parametrize(
    "form",
    [
        "text/html; charset={}",
        'application/x-www-form-urlencoded; charset="{}"',
        "a/b; charset*={}''x",
    ],
)
def test_a_codec_that_is_no_text_encoding_never_breaks_the_server(charset, form):
    for query in ("", "kind=report&a=%ff"):
        assert status(form.format(charset), query=query) < 500
        assert status(form.format(charset), method="GET", query=query) < 500


def test_what_browsers_send_passes_untouched():
    for header in (
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=----WebKitFormBoundaryAbC",
        "application/json; charset=utf-8",
        "text/plain;charset=GBK",
    ):
        assert readable(header) == header


def test_only_the_charset_is_taken_away():
    assert (
        readable("multipart/form-data; charset=hex; boundary=abc")
        == "multipart/form-data; boundary=abc"
    )
    assert (
        readable('multipart/form-data; boundary="a;b"; charset="zlib"')
        == 'multipart/form-data; boundary="a;b"'
    )


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(max_codepoint=255), max_size=80))
def test_any_header_becomes_one_that_can_be_read(header):
    assert readable(readable(f"text/plain; {header}")) == readable(
        f"text/plain; {header}"
    )
