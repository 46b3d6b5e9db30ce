"""What an installation is made of, in the order in which one builds on another."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from servers.steps import Installation, Step, digest, listing

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOMS = ("common", "complaints", "disclosure", "legal_education", "portal", "search")
LOCK = "requirements/runtime.lock"


def package(site: Installation) -> Path:
    return site.var / "law-package" / "laws.db"


def accounts(site: Installation) -> Path:
    return site.var / "demo-accounts.txt"


def database() -> Step:
    migrations = [f"{room}/migrations/*.py" for room in ROOMS]
    key = digest([LOCK, *migrations], os.environ.get("DATABASE_URL"))
    return Step(
        "database",
        "建立数据库",
        ["migrate", "--noinput", "--verbosity=0", "--skip-checks"],
        key,
    )


def preparation(site: Installation) -> list[Step]:
    """What does not wait for one another."""
    static = digest([LOCK, *(f"{room}/static/**/*" for room in ROOMS)])
    collect = [
        "collectstatic",
        "--noinput",
        "--clear",
        "--verbosity=0",
        "--skip-checks",
    ]
    fetching = digest(["legal_education/actions/fetching.py"])
    return [
        database(),
        Step(
            "keys",
            "生成密钥",
            ["make_keys"],
            "",
            made=site.var / "keys" / "sealing.json",
        ),
        Step(
            "catalogues",
            "编译界面译文",
            ["compile_catalogues"],
            digest(["*/locale/**/*.po"]),
        ),
        Step("static", "整理静态文件", collect, static, made=site.var / "static"),
        Step(
            "law-package",
            "下载法律数据包",
            ["fetch_law_package", "--skip-checks"],
            fetching,
            made=package(site),
            if_missed="没有取得，先不带法律条文继续；下次启动时再试。",
        ),
    ]


def laws(site: Installation, sources: list[Path], facts: object) -> Step:
    """Import again when a source, the code that reads it or the database is another.

    All sources in one go: where two hold the same version, the importer chooses between them.
    """
    reading = digest(["legal_education/**/*.py", "common/*.py"])
    key = digest([], reading, sources, facts, site.stamp("database"))
    command = ["import_laws", *map(str, sources), "--no-index", "--skip-checks"]
    return Step("laws", "导入法律", command, key, shows_progress=True)


def remembered(site: Installation, folder: Path | None) -> Path | None:
    """The folder of laws that was given, now or at an earlier start."""
    memory = site.stamps / "folder-of-laws"
    if folder:
        memory.write_text(str(folder), encoding="utf-8")
        return folder
    kept = Path(memory.read_text(encoding="utf-8")) if memory.exists() else None
    return kept if kept and kept.is_dir() else None


def index(site: Installation, *after: str) -> Step:
    """Build it again when anything came in since, or the code that reads and plans is another."""
    settings = [
        os.environ.get(name)
        for name in ("SEARCH_ENGINE", "SEARCH_INDEX_NAME", "ELASTICSEARCH_URL")
    ]
    code = digest(["search/**/*", "common/*.py", "*/finding.py", "*/findable.py"])
    key = digest([], code, settings, [site.stamp(name) for name in after])
    return Step(
        "index",
        "建立检索索引",
        ["rebuild_search", "--skip-checks"],
        key,
        shows_progress=True,
    )


def filling(site: Installation, folder: Path | None) -> Iterator[Step]:
    """What builds on what came before; asked for one by one, so that each sees the stamps of the last."""
    known = remembered(site, folder)
    sources = [path for path in (package(site), known) if path and path.exists()]
    if sources:
        yield laws(site, sources, (site.stamp("law-package"), known and listing(known)))
    content = digest(
        [
            "portal/demo/**/*",
            "portal/fill/*.py",
            "portal/management/commands/fill_demo.py",
        ]
    )
    key = digest([], content, site.stamp("database"))
    yield Step(
        "site",
        "填入演示内容",
        ["fill_demo", "--skip-checks"],
        key,
        made=accounts(site),
        shows_progress=True,
    )
    yield Step(
        "standing-pages",
        "写好出错和维护时的页面",
        ["write_standing_pages", "--skip-checks"],
        digest(
            ["portal/templates/failures/*.html", "portal/failures/*.py"],
            [site.stamp(name) for name in ("static", "catalogues", "site")],
        ),
        made=site.var / "standing",
    )
    yield index(site, "laws", "site")
