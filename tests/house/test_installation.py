"""The demo does not do its work twice, and does it again when what it is made from has changed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from servers.children import Children
from servers.port import checked
from servers.processes import ROOT, Missing, end, running
from servers.stages import filling, package
from servers.steps import Installation, Step, digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Installation:
    made = Installation(tmp_path / "var")
    made.open()
    return made


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    """A stand-in for manage.py that writes its arguments down, and fails where it is told to."""
    (tmp_path / "manage.py").write_text(
        "import sys\nopen('done', 'a').write(sys.argv[1] + '\\n')\nsys.exit('fail' in sys.argv)\n",
        encoding="utf-8",
    )
    # Its signal handlers are for a process of its own.
    alive = Children(dict(os.environ), tmp_path)
    yield alive
    alive.end()


def done(tmp_path: Path) -> list[str]:
    path = tmp_path / "done"
    return sorted(path.read_text(encoding="utf-8").split()) if path.exists() else []


def test_a_step_is_done_once(
    site: Installation, children: Children, tmp_path: Path
) -> None:
    step = Step("one", "一", ["one"], "key")

    site.run(children, step)
    site.run(children, step)

    assert done(tmp_path) == ["one"]


def test_a_step_is_done_again_when_its_source_has_changed(
    site: Installation, children: Children, tmp_path: Path
) -> None:
    site.run(children, Step("one", "一", ["one"], "old"))

    site.run(children, Step("one", "一", ["one"], "new"))

    assert done(tmp_path) == ["one", "one"]


def test_a_step_is_done_again_when_its_product_is_gone(
    site: Installation, children: Children, tmp_path: Path
) -> None:
    site.run(children, Step("one", "一", ["one"], "key"))

    site.run(children, Step("one", "一", ["one"], "key", made=tmp_path / "gone"))

    assert done(tmp_path) == ["one", "one"]


def test_a_step_that_fails_ends_the_start_and_is_tried_again(
    site: Installation, children: Children
) -> None:
    step = Step("one", "一", ["one", "fail"], "key")

    with pytest.raises(Missing, match="没有做成"):
        site.run(children, step)

    assert not site.has(step)


def test_a_step_that_may_be_missed_says_so_and_is_tried_again(
    site: Installation,
    children: Children,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    missed = Step("one", "一", ["one", "fail"], "key", if_missed="先不带它继续")

    site.run(children, missed, Step("two", "二", ["two"], "key"))

    assert done(tmp_path) == ["one", "two"]
    assert "先不带它继续" in capsys.readouterr().out
    assert not site.has(missed)


def test_the_index_is_built_again_when_laws_came_in(site: Installation) -> None:
    before = {step.name: step.key for step in filling(site, None)}
    (site.stamps / "laws").write_text("another", encoding="ascii")

    after = {step.name: step.key for step in filling(site, None)}

    assert before["index"] != after["index"]
    assert before["site"] == after["site"]


def test_laws_of_both_sources_are_read_in_one_go_and_the_folder_is_remembered(
    site: Installation, tmp_path: Path
) -> None:
    package(site).parent.mkdir()
    package(site).touch()
    folder = tmp_path / "laws"
    folder.mkdir()
    first = next(filling(site, folder))

    later = next(filling(site, None))

    assert list(first.command)[:3] == ["import_laws", str(package(site)), str(folder)]
    assert later == first


def test_a_digest_knows_names_contents_and_facts() -> None:
    assert digest(["Makefile"]) == digest(["Makefile"])
    assert (
        len(
            {
                digest(["Makefile"]),
                digest(["LICENSE"]),
                digest(["Makefile"], "fact"),
                digest([]),
            }
        )
        == 4
    )


def test_a_port_in_use_is_named_before_any_work() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()

        with pytest.raises(Missing, match="已被占用"):
            checked(str(busy.getsockname()[1]))


@pytest.mark.parametrize("text", ["", "80a", "0", "70000", "-1"])
def test_what_is_no_port_is_refused(text: str) -> None:
    with pytest.raises(Missing, match="不是端口号"):
        checked(text)


def test_reset_refuses_while_a_demo_runs(tmp_path: Path) -> None:
    (tmp_path / "stamps").mkdir()
    env = {**os.environ, "VAR_DIR": str(tmp_path)}
    holder = "import time; from servers.demo import only_one; lock = only_one(); print('held', flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", holder], cwd=ROOT, env=env, stdout=subprocess.PIPE
    ) as demo:
        assert demo.stdout
        demo.stdout.readline()

        refused = reset(env)

        demo.kill()
    assert refused.returncode != 0
    assert "演示已在运行" in refused.stderr
    assert (tmp_path / "stamps").exists()


def test_reset_wipes_the_demo_and_leaves_the_servers_of_the_tests(
    tmp_path: Path,
) -> None:
    for name in ("stamps", "keys", "elasticsearch"):
        (tmp_path / name).mkdir()
    (tmp_path / "portal.sqlite3").touch()

    told = reset({**os.environ, "VAR_DIR": str(tmp_path)})

    assert "portal.sqlite3" in told.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"elasticsearch", "demo.lock"}


def test_reset_leaves_a_folder_that_is_no_demo(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()

    told = reset({**os.environ, "VAR_DIR": str(tmp_path)})

    assert told.returncode != 0
    assert (tmp_path / "letters").exists()


def reset(env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "servers.reset"]
    return subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def test_children_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    parent = (
        "import os, sys, time; from pathlib import Path; from servers.children import Children\n"
        f"child = Children(dict(os.environ), Path.cwd()).start(['sleep', '61'])\n"
        f"Path({str(pid_file)!r}).write_text(str(child.pid)); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", parent], cwd=ROOT) as started:
        wait_for(pid_file.exists)
        wait_for(lambda: running(pid_file, "sleep 61") is not None)

        os.kill(started.pid, signal.SIGKILL)

    wait_for(lambda: running(pid_file, "sleep 61") is None)


def test_a_pid_that_is_another_program_s_by_now_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "62"]) as stranger:
        (tmp_path / "pid").write_text(str(stranger.pid), encoding="ascii")

        ended = end(tmp_path / "pid", "elasticsearch")

        assert not ended
        assert stranger.poll() is None
        stranger.kill()


def wait_for(condition: object, seconds: float = 15) -> None:
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
