"""What this topic hangs into the rest of the house, once the models are loaded."""

from __future__ import annotations

import datetime as dt

from common import chores, outbox
from common.files import editors, shelved, words

SWEEP_EVERY = dt.timedelta(hours=6)


def connect() -> None:
    outbox.register(words.TOPIC, words.take_out)
    chores.register("files.sweep", SWEEP_EVERY, shelved.sweep)
    shelved.follow_deletion()
    editors.guard()
