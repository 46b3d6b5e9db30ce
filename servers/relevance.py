"""Measure search: a database of one folder of laws alone, its index, and the benchmark that asks the questions.

The answers are named by the folder's files, so nothing else may be in the database.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from servers import elasticsearch
from servers.children import Children
from servers.processes import ROOT, VAR, Missing
from servers.stages import database, index, laws
from servers.steps import Installation, listing

ALONE = Installation(VAR / "relevance")


def given(name: str, default: str) -> Path:
    path = (
        Path(os.environ.get(name) or ROOT.parent / "shared" / default)
        .expanduser()
        .absolute()
    )
    if not path.exists():
        raise Missing(f"没有 {path}；请用 {name}=… 指明")
    return path


def environment(engine: str, url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
        "VAR_DIR": str(ALONE.var),
        "DATABASE_URL": f"sqlite:///{ALONE.var}/portal.sqlite3",
        "SEARCH_ENGINE": engine,
        "SEARCH_INDEX_NAME": "yangguang-relevance",
        "ELASTICSEARCH_URL": url,
    }


def measure(engine: str, url: str) -> int:
    """Make what is not yet made, then ask."""
    folder, questions = (
        given("LAWS", "laws"),
        given("QUESTIONS", "search/relevance_dev.json"),
    )
    ALONE.open()
    env = environment(engine, url)
    os.environ.update(env)  # a step's key names the engine that it was made for
    with Children(env, ROOT) as children:
        ALONE.run(children, database())
        ALONE.run(children, laws(ALONE, [folder], listing(folder)))
        ALONE.run(children, index(ALONE, "laws"))
    asked = [
        sys.executable,
        "benchmarks/relevance.py",
        str(questions),
        "--engine",
        engine,
    ]
    return subprocess.run(asked, cwd=ROOT, env=env, check=False).returncode


def main() -> int:
    engine = os.environ.get("ENGINE") or "tantivy"
    if engine != "elasticsearch":
        return measure(engine, "")
    ran = elasticsearch.address()
    try:
        return measure(engine, ran or elasticsearch.start())
    finally:
        if not ran:
            elasticsearch.stop()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Missing as what:
        sys.exit(str(what))
