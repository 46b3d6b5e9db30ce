"""The real sources: the law package wherever it can be had, and the folder that LAWS names.

Both are imported once, together, into a database of their own, by the commands that an operator runs.
"""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from legal_education.actions.fetching import LawPackageError, fetch_law_package
from tests.conftest import missing

ROOT = Path(settings.BASE_DIR)
OPENING = re.compile(r"(?m)^[ \t\u3000\u200b]*第[〇零一二三四五六七八九十百千]+ ?条")


class RealLibrary:
    """The database, the folder it was filled from (or None) and what the importer said."""

    def __init__(self, home: Path, folder: Path | None) -> None:
        self.home, self.folder = home, folder
        self.base = home / "laws.sqlite3"
        self.said = ""

    def run(self, *words: str) -> str:
        env = {
            **os.environ,
            "VAR_DIR": str(self.home),
            "DATABASE_URL": f"sqlite:///{self.base}",
        }
        env["DJANGO_SETTINGS_MODULE"] = "portal.settings.demo"
        command = [sys.executable, "manage.py", *words, "--skip-checks"]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.base)) as base:
            return base.execute(query, values).fetchall()

    def versions(self, key: str) -> list[tuple[Any, ...]]:
        query = "SELECT v.date, v.in_force_on, v.repealed_on, v.source FROM {v} v JOIN {l} l ON l.id = v.law_id WHERE l.key = ? ORDER BY v.date"
        return self.rows(named(query), key)

    def report(self) -> str:
        return (self.home / "first-report.txt").read_text(encoding="utf-8")


def named(query: str) -> str:
    tables = {name[0]: f"legal_education_{name}" for name in ("article", "law")}
    return query.format(v="legal_education_lawversion", **tables)


@pytest.fixture(scope="session")
def package_file() -> Path:
    try:
        return fetch_law_package(ROOT / "var" / "law-package")
    except LawPackageError as fault:
        missing(f"the law package cannot be had: {fault}")
        raise


@pytest.fixture(scope="session")
def real(package_file, tmp_path_factory) -> RealLibrary:
    given = Path(os.environ.get("LAWS", ROOT.parent / "shared" / "laws"))
    library = RealLibrary(
        tmp_path_factory.mktemp("real"), given if given.is_dir() else None
    )
    library.run("migrate", "-v0")
    sources = [str(package_file), *([str(library.folder)] if library.folder else [])]
    library.said = library.run("import_laws", *sources, "--no-index")
    (library.home / "import-report.txt").rename(library.home / "first-report.txt")
    return library


@pytest.fixture
def folder(real) -> Path:
    if real.folder is None:
        pytest.skip(
            "no folder of laws: LAWS names none and ../shared/laws is not there"
        )
    return real.folder


def test_the_package_brings_every_one_of_its_articles(real):
    assert "数据包：378 部（版本），26196 条" in real.said
    assert (
        real.rows(named("SELECT count(*) FROM {a} WHERE source = 'package'"))[0][0]
        == 26196
    )
    repeated = real.rows(
        named(
            "SELECT number, repeat FROM {a} WHERE repeat > 0 AND source = 'package' ORDER BY 1, 2"
        )
    )
    assert repeated == [(7, 1), (7, 2), (8, 1)]


def test_a_law_is_one_with_all_its_versions(real):
    assert [row[0] for row in real.versions("海商法")] == ["1992-11-07", "2025-10-28"]
    assert real.rows(named("SELECT count(*) FROM {l} WHERE key = '民法典'")) == [(1,)]
    code = "SELECT count(*) FROM {a} a JOIN {v} v ON v.id = a.version_id JOIN {l} l ON l.id = v.law_id"
    assert real.rows(named(f"{code} WHERE l.key = '民法典' AND a.number > 0")) == [
        (1260,)
    ]


def test_a_law_of_next_year_is_not_in_force_and_a_repealed_one_has_its_day(real):
    assert real.versions("农业法")[-1][:2] == ("2026-08-28", "2027-01-01")
    assert real.versions("环境保护法")[0][2] == "2026-08-15"
    assert "农业法\t2026-08-28 数据包记“现行有效”，2027-01-01 才施行" in real.report()


def test_no_first_enactments_day_passes_for_a_versions(real):
    early = real.rows(
        named("SELECT count(*) FROM {v} WHERE in_force_on < date AND package_id != ''")
    )
    assert early == [(0,)]
    assert "早于版本" in real.report()


def test_no_article_of_the_folder_is_lost(real, folder):
    counted = {}
    for path in folder.rglob("*.md"):
        if path.name not in {"README.md", "_format.md"}:
            counted[path.relative_to(folder).as_posix()] = len(
                OPENING.findall(path.read_text(encoding="utf-8"))
            )
    assert 81_000 < sum(counted.values()) < 82_500
    told = set(re.findall(r"(?m)^(.+\.md)\t逐行清点", real.report()))
    stored = stored_by_file(real)
    assert set(stored) == set(counted)
    lost = {
        names: (want, have)
        for names, have in by_version(stored)
        if (want := wanted(names, counted)) > have and not told & set(names)
    }
    assert lost == {}
    assert f"{len(counted)} 个文件" in real.said


def stored_by_file(real: RealLibrary) -> dict[str, tuple[int, int]]:
    """Each file's version and how many articles that version has."""
    query = "SELECT v.id, v.folder_names, count(a.id) FROM {v} v LEFT JOIN {a} a ON a.version_id = v.id AND a.number > 0"
    found = {}
    for pk, names, count in real.rows(
        named(f"{query} WHERE v.folder_names != '' GROUP BY v.id")
    ):
        found.update(dict.fromkeys(names.splitlines(), (pk, count)))
    return found


def by_version(stored: dict[str, tuple[int, int]]) -> list[tuple[tuple[str, ...], int]]:
    groups: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, slot in stored.items():
        groups[slot].append(name)
    return [(tuple(names), count) for (_pk, count), names in groups.items()]


def wanted(names: tuple[str, ...], counted: dict[str, int]) -> int:
    """Parts of the code add up; of two files for one version the fuller counts."""
    each = [counted[name] for name in names]
    return sum(each) if all(name.startswith("民法典/") for name in names) else max(each)


def test_the_two_sources_agree_but_for_what_is_reported(real, folder):
    compared, alike = map(
        int, re.search(r"比对 (\d+) 条，文字相同 (\d+) 条", real.said).groups()
    )
    assert compared > 19_000
    assert compared - alike == real.report().count("：数据包“")
    assert alike / compared > 0.99


def test_a_head_decides_where_the_name_is_older(real, folder):
    assert [row[0] for row in real.versions("河南省旅游条例")] == ["2019-11-29"]
    assert (
        "河南省旅游条例(2007-03-30).md\t文件名 2007-03-30，信息区 2019-11-29"
        in real.report()
    )


def test_a_second_import_writes_nothing(real, folder, package_file):
    """A hundred files in `make test`; both sources whole in `make prove`."""
    whole = bool(os.environ.get("PROVE"))
    sources = (
        [str(package_file), str(folder)] if whole else [str(folder), "--limit", "100"]
    )
    before = real.rows(
        named("SELECT id, version_id, number, sub, repeat FROM {a} ORDER BY id")
    )
    began = time.monotonic()

    said = real.run("import_laws", *sources, "--no-index")

    figure(
        f"second import of {len(before):,} articles: 0 changes in {time.monotonic() - began:.0f} s"
    )
    assert whole or "100 个文件" in said
    assert "共写入 0 处变动" in said
    assert (
        real.rows(
            named("SELECT id, version_id, number, sub, repeat FROM {a} ORDER BY id")
        )
        == before
    )


def figure(line: str) -> None:
    """Kept for docs/proof.md where `make prove` asks for it."""
    if told := os.environ.get("PROOF_FILE"):
        with Path(told).open("a", encoding="utf-8") as out:
            out.write(f"{line}\n")


def test_a_second_import_of_the_package_writes_nothing(real, package_file):
    assert "共写入 0 处变动" in real.run("import_laws", str(package_file), "--no-index")
