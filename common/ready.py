"""What the floor registers once its models are loaded, topic by topic; `CommonConfig.ready` calls it."""

from __future__ import annotations

import datetime as dt

from django.db.models.signals import post_migrate

from common import chores, mail, outbox, shipped, watched
from common.calendar import shipment as workdays
from common.citations import changes, pages, recording
from common.clock import shipment as clocks
from common.files import connections
from common.mail import english as letters_in_english
from common.outputs import press
from common.structure import english as structure_in_english
from common.structure import shipment as structure
from common.wording import shipment as wordings


def register() -> None:
    outbox.register("mail", mail.deliver, label="邮件")
    chores.register("mail", dt.timedelta(minutes=1), mail.knock)
    chores.register("papers", dt.timedelta(hours=6), press.sweep)
    workdays.register()
    wordings.register()
    connections.connect()
    clocks.register()
    pages.connect()
    changes.connect()
    chores.register("citations-sweep", dt.timedelta(days=1), recording.sweep)
    structure.register()
    structure_in_english.register()
    letters_in_english.register()
    watched.register()
    post_migrate.connect(shipped.load_after_migrate, dispatch_uid="load-shipped")
