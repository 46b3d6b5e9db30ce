"""The real Elasticsearch for tests: `python -m servers.elasticsearch start|stop|status|wipe`.

The vendor's server without its optional modules is published as a Maven artefact; it is fetched by its coordinate,
checked, and run on a free port of this machine alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from servers.processes import (
    Missing,
    as_user,
    can_install,
    end,
    folder_for,
    free_port,
    give,
    running,
    user_for,
)

VERSION = "8.19.21"
COORDINATE = (
    f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
)
SHA256 = "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a"
PATIENCE = 120
USERS = ("nobody",)


def folder() -> Path:
    return folder_for("elasticsearch")


def archive() -> Path:
    return folder() / f"elasticsearch-{VERSION}.zip"


def home() -> Path:
    return folder() / f"elasticsearch-{VERSION}"


def pid_file() -> Path:
    return folder() / "pid"


def pid() -> int | None:
    return running(pid_file(), str(home()))


def address() -> str | None:
    """Where the running server answers: the given one, or ours where it runs."""
    given = os.environ.get("ELASTICSEARCH_URL")
    if given:
        return given.rstrip("/")
    return (folder() / "address").read_text(encoding="ascii").strip() if pid() else None


def java_home() -> Path:
    """A Java of 17 or later, by JAVA_HOME or on the path."""
    given = os.environ.get("JAVA_HOME")
    found = Path(given) / "bin" / "java" if given else shutil.which("java")
    if not found or not Path(found).exists():
        raise Missing(
            f"缺少 Java 17 运行环境，请先安装：{can_install('openjdk-17-jre-headless')}"
        )
    told = subprocess.run(
        [str(found), "-version"], capture_output=True, text=True, check=False
    ).stderr
    version = re.search(r'version "(\d+)', told)
    if not version or int(version[1]) < 17:
        raise Missing(
            f"{found} 不是 Java 17 或更高版本，请先安装：{can_install('openjdk-17-jre-headless')}"
        )
    return Path(found).resolve().parents[1]


def lacking() -> str:
    """What keeps this machine from running the server; empty where nothing does."""
    try:
        java_home()
        if not archive().exists() and not shutil.which("mvn"):
            raise Missing(f"缺少 maven，请先安装：{can_install('maven')}")
    except Missing as what:
        return str(what)
    return ""


def _sum_of(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def fetch() -> Path:
    """The server's archive fetched once, its sum checked at every use."""
    if not archive().exists():
        if not shutil.which("mvn"):
            raise Missing(f"缺少 maven，请先安装：{can_install('maven')}")
        print(f"下载 Elasticsearch {VERSION}（107 MB）…", flush=True)
        into = folder() / "incoming"
        command = [
            "mvn",
            "-q",
            "-B",
            "dependency:copy",
            f"-Dartifact={COORDINATE}",
            f"-DoutputDirectory={into}",
        ]
        into.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            command, cwd=into, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Missing(
                f"Elasticsearch 没有下载成功：\n{(done.stdout + done.stderr)[-2000:]}"
            )
        next(into.glob("*.zip")).replace(archive())
        shutil.rmtree(into)
    if _sum_of(archive()) != SHA256:
        archive().unlink()
        raise Missing(f"下载的 {archive().name} 校验值不符，已删除；请再运行一次")
    return archive()


def unpack() -> None:
    if (home() / "bin" / "elasticsearch").exists():
        return
    fresh = folder() / "unpacking"
    shutil.rmtree(fresh, ignore_errors=True)
    with zipfile.ZipFile(fetch()) as packed:
        packed.extractall(fresh)
        for member in packed.infolist():  # zipfile forgets which files may be run
            mode = member.external_attr >> 16
            if mode and not member.is_dir():
                (fresh / member.filename).chmod(mode & 0o777)
    (fresh / home().name).replace(home())
    shutil.rmtree(fresh)


def configure() -> str:
    """One node, this machine only, no passwords, a port that is free now; an unknown setting would stop it."""
    port = free_port()
    lines = {
        "cluster.name": "yangguang-test",
        "discovery.type": "single-node",
        "network.host": "127.0.0.1",
        "http.port": port,
        "transport.port": free_port(),
        "path.data": folder() / "data",
        "path.logs": folder() / "logs",
        "xpack.security.enabled": "false",
        "cluster.routing.allocation.disk.threshold_enabled": "false",
    }
    text = "".join(f"{key}: {value}\n" for key, value in lines.items())
    (home() / "config" / "elasticsearch.yml").write_text(text, encoding="utf-8")
    heap = home() / "config" / "jvm.options.d" / "heap.options"
    heap.parent.mkdir(exist_ok=True)
    heap.write_text("-Xms512m\n-Xmx512m\n", encoding="ascii")
    (folder() / "address").write_text(f"http://127.0.0.1:{port}\n", encoding="ascii")
    return f"http://127.0.0.1:{port}"


def health(url: str, *, wait: int = 1) -> str:
    """The cluster's colour, or empty where nothing answers."""
    question = f"{url}/_cluster/health?wait_for_status=green&timeout={wait}s"
    try:
        with urllib.request.urlopen(question, timeout=wait + 5) as answer:  # noqa: S310 - ours, or the one given
            return str(json.load(answer)["status"])
    except (
        urllib.error.HTTPError
    ) as told:  # 408: it answers, but has not reached green in that time
        return str(json.load(told).get("status", "")) if told.code == 408 else ""
    except (OSError, ValueError):
        return ""


def _await(url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while (colour := health(url)) != "green":
        log = folder() / "logs" / "yangguang-test.log"
        ended = pid() is None
        if ended or time.monotonic() > deadline:
            if (
                colour == "yellow"
            ):  # an index with replicas can never be green on one node
                return
            tail = (
                log.read_text(encoding="utf-8", errors="replace")[-2000:]
                if log.exists()
                else ""
            )
            stop()
            raise Missing(
                f"Elasticsearch {'没有启动' if ended else f'{PATIENCE} 秒内没有就绪'}：\n{tail}"
            )
        time.sleep(0.3)


def start() -> str:
    """Start it unless it runs; its address."""
    known = address()
    if known:
        return known
    java = java_home()
    folder().mkdir(parents=True, exist_ok=True)
    unpack()
    url = configure()
    (folder() / "tmp").mkdir(exist_ok=True)
    user = user_for(*USERS)
    give(folder(), user)
    env = {
        "ES_JAVA_HOME": str(java),
        "ES_TMPDIR": str(folder() / "tmp"),
        "HOME": str(folder()),
    }
    command = [str(home() / "bin" / "elasticsearch"), "-d", "-p", str(pid_file())]
    done = subprocess.run(
        as_user(user, command, env),
        cwd=folder(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Missing(
            f"Elasticsearch 没有启动：\n{(done.stdout + done.stderr)[-2000:]}"
        )
    _await(url)
    return url


def stop() -> bool:
    return end(pid_file(), str(home()))


def wipe() -> None:
    stop()
    shutil.rmtree(folder(), ignore_errors=True)


def main(act: str) -> str:
    given = os.environ.get("ELASTICSEARCH_URL")
    if given and act in {"stop", "wipe"}:
        return f"ELASTICSEARCH_URL 指向 {given}，不是本命令启动的，未作改动"
    if act == "start":
        return f"Elasticsearch {VERSION}：{start()}\n用法：export ELASTICSEARCH_URL={start()}"
    if act == "stop":
        return "Elasticsearch 已停止" if stop() else "Elasticsearch 没有在运行"
    if act == "wipe":
        wipe()
        return f"已删除 {folder()}"
    if act == "status":
        url = address()
        return (
            f"Elasticsearch：{url}，状态 {health(url) or '无应答'}"
            if url
            else "Elasticsearch 没有在运行"
        )
    raise Missing("用法：make elasticsearch DO=start|stop|status|wipe")


if __name__ == "__main__":
    try:
        print(main(sys.argv[1] if len(sys.argv) > 1 else "start"))
    except Missing as what:
        sys.exit(str(what))
