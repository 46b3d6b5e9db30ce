"""Taking rows in hand and giving them back: everything that changes a row after it was put."""

from __future__ import annotations

import datetime as dt
import logging
import random
import secrets
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.db import Error, OperationalError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from common.outbox.faults import Interrupted, NotNow, told
from common.outbox.row import OutboxRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from common.outbox.row import OutboxQuerySet

T = TypeVar("T")

log = logging.getLogger(__name__)

TRIES = 8
FIRST_PAUSE_SECONDS = 5
LONGEST_PAUSE_SECONDS = 3600
AWAY_SECONDS = 15
# A row that was in hand when its worker died so often is taken alone, so that it takes no other down with it.
ALONE_AFTER = 2
# A handler that has not come back after so many leases is given up, and its rows go to another.
RENEWALS = 15
# PostgreSQL's lock for the moment of leasing: two workers then cannot take two rows of one key. Any fixed number.
GATE = 0x6F7574626F78


def lease_time() -> dt.timedelta:
    return dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


@dataclass(frozen=True, slots=True)
class Lease:
    """Rows of one topic in one pair of hands, for a while."""

    token: str
    rows: list[OutboxRow]

    def mine(self, rows: Sequence[OutboxRow]) -> OutboxQuerySet:
        """Those of the rows that are still ours; a lease that ran out and was taken by another is not."""
        return OutboxRow.objects.filter(
            pk__in=[row.pk for row in rows], lease=self.token
        )

    def settle(self, rows: Sequence[OutboxRow]) -> None:
        """The effect is there."""
        gone, _ = insist(lambda: self.mine(rows).delete())
        if gone < len(rows):
            log.warning("outbox: %d rows were another's by now", len(rows) - gone)

    def fail(self, rows: Sequence[OutboxRow], fault: Exception) -> None:
        """The try counts; after the last one the row waits for a person."""
        if isinstance(fault, NotNow):
            self.postpone(rows, fault)
            return
        for row in rows:
            insist(lambda row=row: self._fail(row, fault))  # type: ignore[misc]  # the row of this turn

    def _fail(self, row: OutboxRow, fault: Exception) -> None:
        now = timezone.now()
        dead = row.tries >= TRIES
        self.mine([row]).update(
            lease="",
            leased_until=None,
            due_at=now + _back_off(row.tries),
            dead=dead,
            dead_at=now if dead else None,
            fault=told(fault),
        )

    def postpone(self, rows: Sequence[OutboxRow], fault: Exception) -> None:
        """A service is away: the rows wait a little, however often."""
        due = timezone.now() + dt.timedelta(seconds=_spread(AWAY_SECONDS))
        self._give_back(rows, due_at=due, fault=told(fault))

    def release(self, rows: Sequence[OutboxRow]) -> None:
        """Not begun: as if they had never been taken."""
        self._give_back(rows)

    def _give_back(self, rows: Sequence[OutboxRow], **more: object) -> None:
        tries = Greatest(F("tries") - 1, Value(0))
        insist(
            lambda: self.mine(rows).update(
                lease="", leased_until=None, tries=tries, **more
            )
        )


def take(topic: str, *, limit: int, pks: Sequence[int] | None = None) -> Lease | None:
    """Lease rows of a topic that are due; None where there are none."""
    wanted = OutboxRow.objects.filter(topic=topic)
    if pks is not None:
        wanted = wanted.filter(pk__in=pks)
    with transaction.atomic():
        _pass_gate()
        rows = _sound(list(wanted.due()[:limit]))
        if not rows:
            return None
        token = secrets.token_hex(16)
        OutboxRow.objects.filter(pk__in=[row.pk for row in rows]).update(
            lease=token,
            leased_until=timezone.now() + lease_time(),
            tries=F("tries") + 1,
        )
    for row in rows:
        row.tries += 1
    return Lease(token, rows)


def _pass_gate() -> None:
    """SQLite's transactions take the one write lock when they begin."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GATE])


def _sound(rows: list[OutboxRow]) -> list[OutboxRow]:
    """Without those that have killed their worker too often; one under suspicion comes alone."""
    worn = [row for row in rows if row.lease and row.tries >= TRIES]
    if worn:
        OutboxRow.objects.filter(pk__in=[row.pk for row in worn]).update(
            dead=True,
            dead_at=timezone.now(),
            lease="",
            leased_until=None,
            fault=told(Interrupted("处理进程多次在办理中意外退出")),
        )
    kept = [row for row in rows if row not in worn]
    suspects = [row for row in kept if row.lease and row.tries >= ALONE_AFTER]
    clear = [row for row in kept if row not in suspects]
    return clear or suspects[:1]


@contextmanager
def kept(lease: Lease) -> Iterator[None]:
    """Renews the lease while a handler is at work, in a thread with a connection of its own."""
    done = threading.Event()
    keeper = threading.Thread(target=_renew, args=(lease.token, done), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def _renew(token: str, done: threading.Event) -> None:
    rest = settings.OUTBOX_LEASE_SECONDS / 3
    renewed = 0
    while renewed < RENEWALS * 3 and not done.wait(rest):
        try:
            OutboxRow.objects.filter(lease=token).update(
                leased_until=timezone.now() + lease_time()
            )
        except Error as fault:
            log.warning("outbox: a lease could not be renewed: %s", told(fault))
        renewed += 1
    if renewed:
        connection.close()


def insist(act: Callable[[], T]) -> T:
    """The effect has happened: a lock that is held for a moment must not make it happen again."""
    for pause in (0.1, 0.5, 2.0):
        try:
            return act()
        except OperationalError as fault:
            if connection.in_atomic_block:
                raise
            log.warning("outbox: once more after %s", told(fault))
            connection.close_if_unusable_or_obsolete()
            time.sleep(pause)
    return act()


def _back_off(tries: int) -> dt.timedelta:
    """5 seconds, then three times as long each time, up to an hour."""
    pause = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 3 ** (tries - 1))
    return dt.timedelta(seconds=_spread(pause))


def _spread(seconds: float) -> float:
    """A little more or less, so that what failed together does not all come back together."""
    return seconds * random.uniform(0.8, 1.2)  # noqa: S311 - nothing secret
