"""The words of attachments, taken out in the background so that whoever handles a case need not open each file."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.apps import apps

from common import outbox
from common.converters.refused import Refused
from common.files import sandbox
from common.files.choices import TextState
from common.files.inspection import decoded
from common.files.shelved import ShelvedFile, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

TOPIC = "file_text"
log = logging.getLogger(__name__)

MOST_SIGNS = 200_000
BATCH = 20
# These say that nobody looked, so they are tried again; every other refusal is the file's own and final.
NOT_LOOKED_AT = {"busy", "off"}


def ask_for_words(rows: Sequence[ShelvedFile]) -> None:
    """In the transaction that stores the rows; the worker does it, no visitor waits for it."""
    keys = [row.text_key for row in rows if row.text_state == TextState.PENDING]
    if keys:
        outbox.put_many(TOPIC, keys)


def catch_up() -> int:
    """By the clock: the rows that nobody asked for, because asking writes down the minute (anonymous reports)."""
    keys = [
        row.text_key
        for model in tables()
        for row in model._default_manager.filter(text_state=TextState.PENDING)[:BATCH]
    ]
    take_out(keys)
    return len(keys)


def take_out(keys: list[str]) -> None:
    """The outbox's handler: a row that is not pending any more is left as it is."""
    faults: list[Exception] = []
    for key in keys:
        try:
            _take_out(key)
        except (
            Exception
        ) as fault:  # one file's fault must not cost the others their turn
            log.exception("the words of %s could not be taken out", key)
            faults.append(fault)
    if faults:
        raise faults[0]


def _take_out(key: str) -> None:
    label, _, pk = key.partition(":")
    model = apps.get_model(label)
    row = model._default_manager.filter(pk=pk, text_state=TextState.PENDING).first()
    if not isinstance(row, ShelvedFile):
        return
    try:
        row.text, row.text_is_cut = _words(row)
        row.text_state = TextState.DONE if row.text else TextState.EMPTY
    except (Refused, sandbox.NotDone) as refusal:
        if str(refusal) in NOT_LOOKED_AT:
            raise
        row.text_state = TextState.FAILED
    row.save(update_fields=["text", "text_is_cut", "text_state"])


def _words(row: ShelvedFile) -> tuple[str, bool]:
    data = row.content()
    if row.extension == "txt":
        words = decoded(data).strip()
        return words[:MOST_SIGNS], len(words) > MOST_SIGNS
    made = sandbox.convert("text", data, extension=row.extension)
    return made.data.decode("utf-8", "replace").replace("\x00", ""), bool(
        made.facts.get("cut")
    )
