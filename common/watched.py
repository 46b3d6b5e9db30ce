"""The floor's own indicators."""

from __future__ import annotations

from common import indicators, mail, outbox, resealing, translated
from common.calendar.alert import missing_years
from common.indicators import Indicator

WAITS_SECONDS = 60
WAITS_TOO_LONG_SECONDS = 300
ADMINISTRATOR = "系统管理员"
# Chinese stands in for English until somebody writes it; an alarm is only what looks like a whole list left behind.
FOREIGN_READERS_WAIT = 100


def register() -> None:
    indicators.register(
        Indicator(
            code="outbox_age",
            label="后台任务最长等待",
            figure=lambda: outbox.age().total_seconds(),
            bound=WAITS_SECONDS,
            alarm=WAITS_TOO_LONG_SECONDS,
            unit="秒",
            cares=ADMINISTRATOR,
            advice="请确认后台任务程序（manage.py work）在运行。",
        )
    )
    indicators.register(
        Indicator(
            code="dead_letters",
            label="多次失败而放弃的后台任务",
            figure=outbox.dead_count,
            bound=0,
            unit="件",
            cares=ADMINISTRATOR,
            link="outbox:index",
            advice="请查看失败原因，排除后重试。",
        )
    )
    _register_mail()
    _register_english()
    indicators.register(
        Indicator(
            code="unreadable",
            label="没有钥匙打开的个人信息",
            figure=resealing.unreadable,
            bound=0,
            unit="个",
            cares=ADMINISTRATOR,
            advice="密钥文件缺了旧钥匙：请从备份找回，加进 SEALING_KEYS_FILE。",
        )
    )
    indicators.register(
        Indicator(
            code="calendar_year_missing",
            label="缺放假通知的年度",
            figure=lambda: len(missing_years()),
            bound=0,
            unit="个",
            cares="管理工作日历的人员",
            link="workdays:present",
            advice="请装入国务院办公厅的放假通知；装入之前，有关日期都标“暂定”。",
        )
    )


def _register_mail() -> None:
    indicators.register(
        Indicator(
            code="mail_failed",
            label="未送达的邮件",
            figure=lambda: mail.Message.objects.filter(
                state=mail.MessageState.FAILED
            ).count(),
            bound=0,
            alarm=20,
            unit="封",
            cares=ADMINISTRATOR,
            link="mail:index",
            advice="请看原因：地址错的改用电话联系，服务器的问题排除后再发一次。",
        )
    )


def _register_english() -> None:
    indicators.register(
        Indicator(
            code="english_missing",
            label="缺英文的条目",
            figure=translated.missing_count,
            bound=0,
            alarm=FOREIGN_READERS_WAIT,
            unit="条",
            cares="编辑",
            link="english_missing",
            advice="请补写英文；补写之前，英文页面显示中文。",
        )
    )
