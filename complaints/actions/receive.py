"""Take in a message from outside: the case, its first line and its files in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from common.files.words import ask_for_words
from complaints import letters
from complaints.choices import Notice, State, Verb
from complaints.models import Attachment, Case, codes
from complaints.models.case import CONTACT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from common.files import SafeFile

# A number that is already taken is met once in many years; five in a row never.
TRIES = 5


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is shown once. `again` says that this press had been received before."""

    case: Case
    code: str
    again: bool = False


def receive(
    *,
    form_key: str,
    words: dict[str, Any],
    anonymous: bool = False,
    uploads: Sequence[SafeFile] = (),
    language: str = "zh-hans",
) -> Receipt:
    """One form's key makes one case: a repeated press gets the receipt of the first.

    `words` holds the kind and what was typed. The files are sealed on disk before the transaction, so that it stays
    short, and taken away again when it fails; whoever calls acknowledges only after this has returned.
    """
    if known := receipt_for(form_key):
        return known
    if anonymous:
        words = {name: value for name, value in words.items() if name not in CONTACT}
    case = Case(
        anonymous=anonymous,
        language=language,
        received_on=timezone.localdate(),
        **words,
    )
    case.received_at = None if anonymous else timezone.now()
    key_id = codes.current_key_id()
    code = codes.derived_code(form_key, key_id=key_id)
    case.code_digest = codes.code_digest(code, key_id=key_id)
    case.form_digest = codes.form_digests(form_key)[-1]
    if _store_with_files(case, uploads):
        return Receipt(case, code)
    if known := receipt_for(form_key):
        return known
    raise RuntimeError("no free case number was found")


def receipt_for(form_key: str) -> Receipt | None:
    """The receipt of a press that was received before, made again from the key."""
    case = (
        Case.objects.select_related("unit")
        .filter(form_digest__in=codes.form_digests(form_key))
        .first()
    )
    if case is None:
        return None
    key_id = case.code_digest.partition(":")[0]
    return Receipt(case, codes.derived_code(form_key, key_id=key_id), again=True)


def _store_with_files(case: Case, uploads: Sequence[SafeFile]) -> bool:
    """The files lie on the shelf only if the case does."""
    rows: list[Attachment] = []
    stored = kept = False
    try:
        for position, upload in enumerate(uploads, start=1):
            row = Attachment(case=case, position=position)
            row.shelve(upload, day=case.received_on)
            rows.append(row)
        stored = kept = _store(case, rows)
    except DatabaseError:
        # The connection may have broken after the commit: the sweep asks the database tomorrow.
        kept = True
        raise
    finally:
        for row in () if kept else rows:
            row.unshelve()
    return stored


def _store(case: Case, attachments: list[Attachment]) -> bool:
    """False where another press of the same form was first, or no number was free."""
    for _ in range(TRIES):
        case.number = codes.fresh_number(case.received_on)
        try:
            with transaction.atomic():
                case.save(force_insert=True)
                for row in attachments:
                    row.save(force_insert=True)
                if not case.anonymous:
                    ask_for_words(attachments)
                case.trail(Verb.RECEIVED, to_state=State.RECEIVED)
                letters.tell_complainant(case, Notice.RECEIVED)
        except IntegrityError:
            if not Case.objects.filter(number=case.number).exists():
                return False
        else:
            return True
    return False
