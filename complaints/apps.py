from __future__ import annotations

import datetime as dt

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = "受理中心"

    def ready(self) -> None:
        from common import chores  # noqa: PLC0415 - chores may need the models, which are loaded only now
        from complaints import actions, signal_handlers  # noqa: PLC0415 - as above

        chores.register("complaints.forget", dt.timedelta(minutes=10), actions.forget)
        signal_handlers.connect()
