"""The worker is killed at any moment: nothing is lost, stuck or doubled; a mail may go twice with one Message-ID.

`make test` kills it a few times; `make prove` a hundred times on each database.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from django.db import connection

from servers.processes import ROOT
from tests.common import sink

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PROVE = os.environ.get("PROVE") == "1"
ROUNDS = 100 if PROVE else 4
LOAD = 3
LEASE_SECONDS = 2
TAKEN_SECONDS = 10
IN_HAND = "WHERE lease <> ''"
# A mail that was in hand is claimed for two minutes, and asked for again within another.
DRAINED_SECONDS = 240


class World:
    """An installation of its own: database, index, files, and a mail server that keeps what it took."""

    def __init__(self, var: Path, database: str, port: int) -> None:
        self.env = {
            **os.environ,
            "VAR_DIR": str(var),
            "DATABASE_URL": database,
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "OUTBOX_LEASE_SECONDS": str(LEASE_SECONDS),
            "SEARCH_ENGINE": "tantivy",
        }

    def run(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "tests.portal.killed_world", *words],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def worker(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "manage.py", "work"],
            cwd=ROOT,
            env=self.env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def loader(self, first: int) -> subprocess.Popen[bytes]:
        words = ["cause", str(first), str(LOAD)]
        return subprocess.Popen(
            [sys.executable, "-m", "tests.portal.killed_world", *words],
            cwd=ROOT,
            env=self.env,
        )

    def asked(self, which: str) -> int:
        """How many rows there are, or how many a worker holds, as the database has it."""
        question = f"SELECT count(*) FROM common_outboxrow {which}"  # noqa: S608 - our own words
        if self.env["DATABASE_URL"].startswith("sqlite"):
            with closing(
                sqlite3.connect(Path(self.env["VAR_DIR"]) / "portal.sqlite3")
            ) as own:
                return int(own.execute(question).fetchone()[0])
        with psycopg.connect(self.env["DATABASE_URL"]) as login:
            row = login.execute(question).fetchone()
            return int(row[0]) if row else 0

    def counted(self) -> dict[str, Any]:
        return dict(json.loads(self.run("count")))


@contextmanager
def database_of_its_own(var: Path) -> Iterator[str]:
    """Beside the tests' own, on the same server: the worker's process must see what the causes wrote."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{var}/portal.sqlite3"
        return
    facts = connection.settings_dict
    name = f"killed_{os.getpid()}"
    login = psycopg.connect(
        host=facts["HOST"] or None,
        port=facts["PORT"] or None,
        user=facts["USER"] or None,
        password=facts["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    )
    with login:
        login.execute(f"CREATE DATABASE {name}")
        try:
            user = f"{facts['USER']}:{facts['PASSWORD']}"
            yield f"postgres://{user}@{facts['HOST']}:{facts['PORT']}/{name}"
        finally:
            login.execute(f"DROP DATABASE {name} WITH (FORCE)")


def one_round(world: World, number: int, moment: float) -> int:
    """Causes come in, a worker takes them in hand, and at some moment soon after it is killed; what it still had then."""
    worker = world.worker()
    loader = world.loader(number * LOAD)
    began = time.monotonic()
    while not world.asked(IN_HAND) and time.monotonic() - began < TAKEN_SECONDS:
        time.sleep(0.01)
    time.sleep(moment)
    assert worker.poll() is None
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    in_hand = world.asked(IN_HAND)
    assert loader.wait(60) == 0
    return in_hand


def drained(world: World) -> dict[str, Any]:
    """What is there after a last worker, which is asked to end in good order."""
    last = world.worker()
    began = time.monotonic()
    found = world.counted()
    while (
        found["waiting"] or "waiting" in found["mails"]
    ) and time.monotonic() - began < DRAINED_SECONDS:
        time.sleep(0.5)
        found = world.counted()
    last.terminate()
    assert last.wait(40) == 0
    return found


def test_nothing_is_lost_stuck_or_doubled(tmp_path: Path) -> None:
    chance = random.Random(20261124)  # noqa: S311 - moments, not keys
    box = sink.Sink()
    with sink.running(box) as port, database_of_its_own(tmp_path) as database:
        world = World(tmp_path, database, port)
        world.run("prepare")
        before = world.counted()["indexed"]
        world.run("cause", "0", str(LOAD))
        in_hand = [
            one_round(world, number, chance.uniform(0, 0.4))
            for number in range(1, ROUNDS + 1)
        ]
        found = drained(world)

    causes = (ROUNDS + 1) * LOAD
    ids = Counter(str(message["Message-ID"]) for message in box.taken)
    twice = sum(times - 1 for times in ids.values())
    tell(
        f"{connection.vendor}: {ROUNDS} kills of the worker under load, {sum(map(bool, in_hand))} of them with"
        f" effects in hand; {causes} cases, pages and files, {len(ids)} mails; after it {found};"
        f" {twice} mails went twice, each under one Message-ID"
    )
    assert (found["waiting"], found["dead"]) == (0, 0), found
    assert found["cases"] == found["pages"] == found["files"] == causes
    assert found["texts"] == {"done": causes}
    assert found["read"] == causes
    assert found["indexed"] == causes + before
    assert found["mails"] == {"sent": len(ids)}
    assert len(ids) == causes
    assert twice <= ROUNDS


def tell(figures: str) -> None:
    if kept := os.environ.get("PROOF_FILE"):
        with Path(kept).open("a", encoding="utf-8") as out:
            out.write(figures + "\n")
