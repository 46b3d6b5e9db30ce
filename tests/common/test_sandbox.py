"""Converters can compute and nothing else, and whoever asks them lives on."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import pytest
from django.test import Client

from common.files import FileRefused, inspect, sandbox
from tests.common import samples


@pytest.fixture
def listener():
    """Somebody on this machine who would answer."""
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        own.listen()
        own.settimeout(0)
        yield own


def reached(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


@pytest.mark.parametrize(
    "barriers", [("unshare", "seccomp"), ("unshare",), ("seccomp",)]
)
def test_each_barrier_alone_keeps_the_network_out(listener, barriers, monkeypatch):
    monkeypatch.setattr(sandbox, "BARRIERS", barriers)

    tried = sandbox.convert("probe", b"", port=listener.getsockname()[1])

    assert tried.barriers == barriers
    assert tried.facts["connect"] in {"EPERM", "ENETUNREACH"}
    assert not reached(listener)


def test_nothing_is_opened_and_no_process_started_behind_the_filter():
    tried = sandbox.convert("probe", b"").facts

    assert {name: tried[name] for name in ("unix", "file", "fork")} == {
        "unix": "EPERM",
        "file": "EPERM",
        "fork": "EPERM",
    }


def test_nothing_of_ours_is_inherited(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "x")
    with Path("/etc/hostname").open() as ours:
        os.set_inheritable(ours.fileno(), 1)

        tried = sandbox.convert("probe", b"").facts

    assert set(tried["environment"]) <= {"LC_CTYPE"}
    # Its own status alone, by which it tells how much memory it took.
    assert len(tried["open"]) == 1
    assert Path(tried["folder"]) != Path.cwd()
    assert not Path(tried["folder"]).exists()


def test_without_a_barrier_nothing_is_converted(monkeypatch, db):
    monkeypatch.setattr(sandbox, "BARRIERS", ())
    sandbox._tried.cache_clear()

    with pytest.raises(sandbox.NotDone, match="off"):
        sandbox.convert("probe", b"")
    with pytest.raises(FileRefused, match="不能检查“a\\.pdf”这类文件"):
        inspect(samples.pdf(), "a.pdf")
    assert inspect(b"text", "a.txt").size == 4
    assert Client().get("/readyz").json()["converters"] == "off"
    sandbox._tried.cache_clear()


def test_ready_says_which_barriers_hold(db):
    sandbox._tried.cache_clear()

    assert Client().get("/readyz").json()["converters"] == "unshare seccomp"


def test_memory_has_an_end():
    assert sandbox.convert("probe", b"", take=300).facts["held"]

    with pytest.raises(sandbox.NotDone, match="heavy"):
        sandbox.convert("probe", b"", take=sandbox.MEGABYTES)
    assert sandbox.last.megabytes < sandbox.MEGABYTES


def test_time_has_an_end_by_the_clock_and_by_the_processor(monkeypatch):
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    began = time.monotonic()

    with pytest.raises(sandbox.NotDone, match="heavy"):
        sandbox.convert("probe", b"", spin=1)

    assert 0.9 < time.monotonic() - began < 4
    assert sandbox.last.megabytes > 5


def test_an_answer_has_an_end(monkeypatch):
    monkeypatch.setattr(sandbox, "MOST_ANSWER", 1024 * 1024)

    with pytest.raises(sandbox.NotDone, match="heavy"):
        sandbox.convert("probe", b"", say=5)


def test_no_process_is_left_behind(monkeypatch):
    monkeypatch.setattr(sandbox, "SECONDS", 1)
    with pytest.raises(sandbox.NotDone):
        sandbox.convert("probe", b"", spin=1)

    mine = str(os.getpid())
    left = [
        status
        for status in Path("/proc").glob("[0-9]*/stat")
        if _parent(status) == mine and b"start.py" in _command(status)
    ]

    assert not left


def _parent(status: Path) -> str:
    try:
        return status.read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""


def _command(status: Path) -> bytes:
    try:
        return status.with_name("cmdline").read_bytes()
    except OSError:
        return b""


def test_when_every_place_is_taken_the_person_is_asked_to_come_again(monkeypatch):
    monkeypatch.setattr(sandbox, "SLOTS", 1)
    monkeypatch.setattr(sandbox, "PATIENCE_SECONDS", 0.2)

    with sandbox._slot(), pytest.raises(FileRefused, match="服务器正忙"):
        inspect(samples.pdf(), "a.pdf")

    assert inspect(samples.pdf(), "a.pdf")


def test_many_at_once_wait_for_one_another(monkeypatch):
    monkeypatch.setattr(sandbox, "SLOTS", 2)
    done: list[int] = []

    def one() -> None:
        done.append(inspect(samples.picture(), "a.jpg").size)

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(done) == 8
