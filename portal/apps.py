from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "阳光门户"

    def ready(self) -> None:
        from portal import alarm, finding, own, signal_handlers
        from portal.translating import kept, tree

        finding.register_kinds()
        signal_handlers.connect()
        alarm.register()
        own.register()
        tree.connect()
        kept.connect()
