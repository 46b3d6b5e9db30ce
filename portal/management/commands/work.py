"""The background worker: carries out the outbox and the chores that come round, until it is told to end."""

from __future__ import annotations

import datetime as dt
import logging
import signal
import threading
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from common import chores, outbox

if TYPE_CHECKING:
    from argparse import ArgumentParser

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1
PAUSE_AFTER_FAULT_SECONDS = 5


class Command(BaseCommand):
    help = "后台任务：更新索引等待办事项、定时发布；收到 SIGTERM 后办完手头一批即退出"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="办完现有的待办事项即退出"
        )

    def handle(self, *_args: Any, once: bool, **_options: Any) -> None:
        chores.register(
            "publish_scheduled",
            dt.timedelta(minutes=1),
            lambda: call_command("publish_scheduled"),
        )
        self.rota = chores.Rota()
        if once:
            while self.turn():
                pass
            return
        ending = threading.Event()
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda *_: ending.set())
        log.info("worker started")
        while not ending.is_set():
            ending.wait(self.pause())
        log.info("worker ended")

    def turn(self) -> int:
        """One round: the chores that are due, then a batch of the outbox; how many rows were taken."""
        self.rota.carry_out()
        taken = outbox.carry_out()
        if taken:
            log.info("outbox: %d rows taken", taken)
        return taken

    def pause(self) -> float:
        """Take a turn, and say how long to rest: not at all while there is work, longer when the database is away."""
        try:
            return 0 if self.turn() else PAUSE_SECONDS
        except Error:
            log.exception("the database does not answer")
            return PAUSE_AFTER_FAULT_SECONDS
        finally:
            close_old_connections()
