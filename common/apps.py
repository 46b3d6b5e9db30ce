from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = "公共基础"

    def ready(self) -> None:
        from common.shipped import load_after_migrate  # noqa: PLC0415 - it needs the models, which are loaded only now

        post_migrate.connect(load_after_migrate, dispatch_uid="load-shipped")
