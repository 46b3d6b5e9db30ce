from __future__ import annotations

import datetime as dt

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = "公共基础"

    def ready(self) -> None:
        from common import chores, mail, outbox  # noqa: PLC0415 - they need the models, which are loaded only now
        from common.shipped import load_after_migrate  # noqa: PLC0415 - as above

        post_migrate.connect(load_after_migrate, dispatch_uid="load-shipped")
        outbox.register("mail", mail.deliver)
        chores.register("mail", dt.timedelta(minutes=1), mail.knock)
