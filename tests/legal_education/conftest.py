"""Small laws of our own wording, in both of the forms that the importer reads."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from legal_education.actions.importing import import_laws
from tests.legal_education.texts import LANTERN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from legal_education.actions.importing import Report

LAWS_TABLE = """CREATE TABLE laws (law_id TEXT PRIMARY KEY, law_name TEXT NOT NULL, doc_type TEXT, level TEXT,
    issuing_body TEXT, publish_date TEXT, effective_date TEXT, version_date TEXT, status TEXT, law_department TEXT)"""
ARTICLES_TABLE = """CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id TEXT NOT NULL, law_name TEXT NOT NULL,
    law_department TEXT, level TEXT, status TEXT, chapter TEXT, section TEXT, article_no TEXT,
    article_no_arabic INTEGER, article_text TEXT, char_count INTEGER)"""


@pytest.fixture
def folder(tmp_path) -> Callable[..., Path]:
    """Writes files, given by their name and text, under one folder of laws."""
    root = tmp_path / "laws"

    def write(files: dict[str, str | bytes]) -> Path:
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return root

    return write


@pytest.fixture
def package(tmp_path) -> Callable[..., Path]:
    """A laws.db of the package's shape; each law a dict with its articles."""
    path = tmp_path / "laws.db"

    def write(laws: list[dict[str, Any]]) -> Path:
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path)) as base, base:
            base.execute(LAWS_TABLE)
            base.execute(ARTICLES_TABLE)
            for place, law in enumerate(laws):
                _insert(base, f"id{place:03}", law)
        return path

    return write


def _insert(base: sqlite3.Connection, law_id: str, law: dict[str, Any]) -> None:
    name, dated = law["name"], law["version"]
    row = (
        law_id,
        name,
        "法律",
        "法律",
        law.get("issued_by", "灯会代表大会"),
        dated,
        law.get("effective"),
        dated,
    )
    base.execute(
        "INSERT INTO laws VALUES (?,?,?,?,?,?,?,?,?,?)",
        (*row, law.get("status", "现行有效"), "社会法"),
    )
    for article in law["articles"]:
        number, text, *above = article
        chapter, section = (*above, None, None)[:2]
        base.execute(
            "INSERT INTO articles (law_id, law_name, chapter, section, article_no, article_text) VALUES (?,?,?,?,?,?)",
            (law_id, name, chapter, section, number, text),
        )


@pytest.fixture
def read_in() -> Callable[..., Report]:
    """Imports the paths and gives the report."""

    def read(*paths: Path, **options: Any) -> Report:
        return import_laws(list(paths), progress=lambda *_: None, **options)

    return read


@pytest.fixture
def lanterns(db, folder, read_in):
    """灯会法 in the library: four articles and one put in later."""
    root = folder({"法律/灯会法(2019-03-02).md": LANTERN})
    read_in(root)
    return root
