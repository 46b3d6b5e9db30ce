from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from servers import sizes

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 400
LARGEST_FUNCTION = 50
LARGEST_TEMPLATE = 200
LARGEST_STYLE = 300
SHARE_COUNTS_FROM = 6_000
LARGEST_SHARE = 0.15


def too_long(paths: list[Path], limit: int) -> dict[str, int]:
    return {str(path): count for path in paths if (count := sizes.lines(path)) > limit}


def test_no_python_file_is_too_long_to_read(python_files: list[Path]) -> None:
    assert not too_long(python_files, LARGEST_FILE)


def test_no_function_is_too_long_to_read(python_files: list[Path]) -> None:
    functions = [
        (path, node)
        for path in python_files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]

    long = [
        f"{path}: {node.name}"
        for path, node in functions
        if (node.end_lineno or 0) - node.lineno >= LARGEST_FUNCTION
    ]

    assert len(functions) >= 300
    assert not long


def test_no_template_is_too_long_to_read(ours: list[Path]) -> None:
    templates = [path for path in ours if path.suffix == ".html"]

    assert len(templates) >= 20
    assert not too_long(templates, LARGEST_TEMPLATE)


def test_no_style_or_script_is_too_long_to_read(ours: list[Path]) -> None:
    found = [path for path in ours if path.suffix in {".css", ".js"}]

    assert found
    assert not too_long(found, LARGEST_STYLE)


def test_the_code_does_not_gather_in_a_few_files() -> None:
    files = sizes.code()
    total = sum(files.values())
    largest = list(files.values())[:5]

    assert len(files) >= 60
    assert total < SHARE_COUNTS_FROM or sum(largest) / total < LARGEST_SHARE, (
        sizes.report()
    )
