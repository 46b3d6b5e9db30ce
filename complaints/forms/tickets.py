"""The form's hidden, signed marks: its random key with the time it was opened, and the token of its waiting files."""

from __future__ import annotations

import time

from django.core import signing

from complaints.models import codes, waiting

DAY_SECONDS = 24 * 60 * 60
# Nobody reads and fills the form in less; a machine that does is asked to press again.
LEAST_SECONDS = 2

_form = signing.TimestampSigner(salt="complaints.form")
_files = signing.TimestampSigner(salt="complaints.files")


class BadTicketError(Exception):
    """The mark is not ours, or too old."""


class EarlyTicketError(Exception):
    """The form was sent faster than it can be read."""


def fresh_ticket() -> str:
    return _form.sign(codes.fresh_form_key())


def form_key(ticket: str) -> str:
    try:
        key = _form.unsign(ticket, max_age=DAY_SECONDS)
        opened = signing.b62_decode(ticket.split(":")[1])
    except (signing.BadSignature, ValueError, IndexError):
        raise BadTicketError from None
    if time.time() - opened < LEAST_SECONDS:
        raise EarlyTicketError
    return key


def fresh_files_mark() -> str:
    return _files.sign(waiting.fresh_token())


def files_token(mark: str) -> str:
    """The token under which files wait; empty where there is none of ours or it has run out."""
    try:
        return _files.unsign(mark, max_age=waiting.LIFE_SECONDS) if mark else ""
    except signing.BadSignature:
        return ""
