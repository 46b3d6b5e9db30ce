from __future__ import annotations

import datetime as dt

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = "受理中心"

    def ready(self) -> None:
        from common import chores
        from complaints import actions, signal_handlers

        chores.register("complaints.forget", dt.timedelta(minutes=10), actions.forget)
        signal_handlers.connect()
