from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.apps import apps
from django.core.management import get_commands
from django.db.models import Choices
from django.utils import translation

from servers.processes import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ROOMS = {"common", "complaints", "disclosure", "legal_education", "portal", "search"}
KEPT = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    ".env.example",
    "docs/map.md",
    "docs/operations.md",
    "docs/decisions/0001-the-house.md",
    "docs/decisions/0002-dependencies.md",
)
# Read by Django itself and not by the settings.
DJANGOS_OWN = {"DJANGO_SETTINGS_MODULE"}


def test_the_papers_of_a_project_are_there() -> None:
    missing = [name for name in KEPT if not (ROOT / name).is_file()]

    assert not missing


def test_every_make_target_is_in_the_handbook(handbook: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE)

    missing = [name for name in targets if not re.search(rf"`make {name}\b", handbook)]

    assert len(targets) >= 10
    assert not missing


def test_every_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    silent = re.findall(r"^[a-z]+:(?!.*## \S).*$", makefile, flags=re.MULTILINE)

    assert not silent


def test_every_command_is_in_the_handbook(handbook: str) -> None:
    ours = [name for name, app in get_commands().items() if app in ROOMS]

    missing = [
        name for name in ours if not re.search(rf"`(manage\.py )?{name}\b", handbook)
    ]

    assert len(ours) >= 8
    assert not missing


def test_every_setting_from_the_environment_is_a_row_and_every_row_a_setting() -> None:
    settings = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "portal" / "settings").glob("*.py")
    )
    read = set(re.findall(r"""\benv(?:\.\w+)?\(\s*"([A-Z][A-Z0-9_]*)\"""", settings))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    rows = re.findall(r"^#?([A-Z][A-Z0-9_]*)=", example, flags=re.MULTILINE)

    assert len(read) >= 12
    assert sorted(rows) == sorted(read | DJANGOS_OWN)


def test_every_word_with_a_code_is_in_the_glossary() -> None:
    glossary = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("words*.md")
    )
    with translation.override("zh-hans"):
        labels = {
            (f"{kind.__module__}.{kind.__name__}", str(label))
            for kind in kinds_of(Choices)
            if kind.__module__.partition(".")[0] in ROOMS
            for label in kind.labels
        }

    missing = sorted(
        f"{kind}: {label}" for kind, label in labels if label not in glossary
    )

    assert len(labels) >= 20
    assert not missing


def kinds_of(kind: type[Choices]) -> set[type[Choices]]:
    below: set[type[Choices]] = set(kind.__subclasses__())
    return below | {deeper for one in below for deeper in kinds_of(one)}


def test_every_room_is_on_the_map() -> None:
    shown = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")

    missing = [
        name
        for name in ROOMS | {"servers", "tests", "benchmarks", "deploy"}
        if f"`{name}/`" not in shown
    ]

    assert {config.name for config in apps.get_app_configs()} >= ROOMS
    assert not missing


def test_a_link_in_the_handbook_leads_somewhere(ours: list[Path]) -> None:
    links = [
        (page, target)
        for page in ours
        if page.suffix == ".md"
        for target in re.findall(
            r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")
        )
        if "://" not in target
    ]

    broken = [
        f"{page.name}: {target}"
        for page, target in links
        if not (page.parent / target).exists()
    ]

    assert len(links) >= 5
    assert not broken
