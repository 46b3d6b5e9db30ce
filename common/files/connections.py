"""What this topic hangs into the rest of the house, once the models are loaded."""

from __future__ import annotations

import datetime as dt

from common import chores, indicators, outbox, resealing
from common.files import editors, sandbox, shelved, words
from common.files.resealing import stores
from common.indicators import Indicator

CATCH_UP_EVERY = dt.timedelta(minutes=5)
SWEEP_EVERY = dt.timedelta(hours=6)


def connect() -> None:
    outbox.register(words.TOPIC, words.take_out, label="附件文字")
    chores.register("files.words", CATCH_UP_EVERY, words.catch_up)
    chores.register("files.sweep", SWEEP_EVERY, shelved.sweep)
    shelved.follow_deletion()
    resealing.register(stores)
    editors.guard()
    indicators.register(
        Indicator(
            code="converters_off",
            label="文件检查程序停用",
            figure=lambda: int(sandbox.state() == "off"),
            bound=0,
            unit="处",
            cares="系统管理员",
            advice="图片、PDF 和 Office 文件暂时不能上传。请让服务器允许用户命名空间或者 seccomp，见运维手册“Files”。",
        )
    )
