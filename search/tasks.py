"""What search does in the background, and how its lag is watched."""

from __future__ import annotations

from common import findable, indicators, outbox
from search.actions import follow, lag


def register() -> None:
    outbox.register(findable.TOPIC, follow, label="搜索索引")
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
