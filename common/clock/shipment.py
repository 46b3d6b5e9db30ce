"""Reads the clocks that come with the software."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from common import shipped, translated
from common.clock.rule import ClockRule
from common.clock.words import ROLLING, Bound, Certainty, Direction

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "shipped"
# What a row says nothing of; its unit decides whether it rolls.
SILENT: dict[str, Any] = {
    **dict.fromkeys(
        (
            "number",
            "title_en",
            "begins_en",
            "pauses",
            "restarts",
            "stops",
            "extension_approver",
            "lapse",
            "note",
        ),
        "",
    ),
    **dict.fromkeys(
        (
            "amount",
            "month",
            "day",
            "target",
            "extension",
            "valid_from",
            "valid_to",
        )
    ),
    **dict.fromkeys(
        ("minimum", "from_next_day", "on_working_days", "pause_stated"), False
    ),
    "direction": Direction.AFTER.value,
    "binds": Bound.BUREAU.value,
    "certainty": Certainty.SURE.value,
}
SAID = {"code", "clock", "position", "group", "title", "begins", "unit", "basis"}
DERIVED = {"rolls", "extension_told"}


def clocks() -> Iterator[dict[str, Any]]:
    """Every row of every file, each with all its fields, so that what a file no longer says becomes empty again."""
    position = 0
    for path in sorted(FOLDER.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in told["clock"]:
            position += 1
            yield _row({"position": position, **told["all"], **row}, path.name)


def register() -> None:
    shipped.register("期限规则", ClockRule, clocks)
    translated.register_model(ClockRule, ("title", "begins"), switch="active")


def _row(told: dict[str, Any], name: str) -> dict[str, Any]:
    unknown = told.keys() - SILENT.keys() - SAID - DERIVED
    if unknown:
        raise ValueError(f"{name}: {told.get('code')}: {sorted(unknown)}")
    rolls = told["unit"] in ROLLING and told.get("direction") != Direction.BEFORE
    return {
        **SILENT,
        "clock": told["code"],
        "rolls": rolls,
        "extension_told": "extension" in told,
        **told,
        "basis": "\n".join(told["basis"]),
    }
