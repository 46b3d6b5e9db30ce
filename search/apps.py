from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "站内搜索"

    def ready(self) -> None:
        from common import findable, indicators, outbox  # noqa: PLC0415 - they need the models, which are loaded only now
        from search.actions import follow, lag  # noqa: PLC0415 - as above

        outbox.register(findable.TOPIC, follow)
        indicators.register(
            indicators.Indicator(
                code="index_lag",
                label="搜索索引滞后",
                figure=lag,
                bound=60,
                alarm=600,
                unit="秒",
                cares="系统管理员",
                advice="请确认后台任务程序和搜索引擎在运行；仍不恢复，运行 manage.py rebuild_search。",
            )
        )
