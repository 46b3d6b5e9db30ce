from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "站内搜索"

    def ready(self) -> None:
        from common import findable, outbox  # noqa: PLC0415 - they need the models, which are loaded only now
        from search.actions import follow  # noqa: PLC0415 - as above

        outbox.register(findable.TOPIC, follow)
