"""The background worker: carries out the outbox and the chores that come round, until it is told to end."""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from common import chores, outbox
from common.outbox import worker
from common.outbox.faults import told

if TYPE_CHECKING:
    from argparse import ArgumentParser

log = logging.getLogger(__name__)

PAUSE_SECONDS = 1
PAUSE_AFTER_FAULT_SECONDS = 5
# Told to end, a worker finishes the call in hand; one that does not come back is cut off, and its lease runs out.
GRACE_SECONDS = 30


class Command(BaseCommand):
    help = "后台任务：更新索引等待办事项、定时发布；收到 SIGTERM 后办完手头一件即退出"

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
        self.ending = threading.Event()
        if once:
            while self.turn():
                pass
            return
        chores.register("outbox.beat", worker.EVERY, worker.beat)
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, self.told_to_end)
        log.info("worker started")
        while not self.ending.is_set():
            self.ending.wait(self.pause())
        self.leave()

    def told_to_end(self, *_sign: Any) -> None:
        if not self.ending.is_set():
            self.ending.set()
            threading.Thread(target=cut_off, daemon=True).start()

    def turn(self) -> int:
        """One round: the chores that are due, then a batch of each topic; how many rows were taken."""
        self.rota.carry_out()
        taken = outbox.carry_out(stop=self.ending.is_set)
        if taken:
            log.info("outbox: %d rows taken", taken)
        return taken

    def pause(self) -> float:
        """Take a turn, and say how long to rest: not at all while there is work, longer when the database is away."""
        try:
            return 0 if self.turn() else PAUSE_SECONDS
        except Error as fault:
            log.warning("the database does not answer: %s", told(fault))
        except Exception as fault:  # noqa: BLE001 - the worker outlives whatever a round ran into
            log.error("a round of the worker failed: %s", told(fault))
        finally:
            close_old_connections()
        return PAUSE_AFTER_FAULT_SECONDS

    def leave(self) -> None:
        try:
            worker.leave()
        except Error as fault:
            log.warning("could not sign off: %s", told(fault))
        log.info("worker ended")


def cut_off() -> None:
    """Runs beside the last handler call; ends with the process where that comes back in time."""
    time.sleep(GRACE_SECONDS)
    log.error("the work in hand took over %d seconds and is cut off", GRACE_SECONDS)
    os._exit(1)
