"""Whoever writes a template finds every part, with its states, on one page."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STYLES = ROOT / "portal/static/portal/css"
CLASS = re.compile(r"\.([a-z][a-z0-9]*(?:[-_]+[a-z0-9]+)*)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def classes(style: str) -> set[str]:
    rules = COMMENT.sub("", (STYLES / style).read_text(encoding="utf-8"))
    # What stands between the braces may hold a decimal point, never a class.
    return set(CLASS.findall(re.sub(r":[^;{}]*;", ";", rules)))


def test_every_part_of_the_style_is_shown(client, db):
    page = client.get("/design/").content.decode()
    shown = set(" ".join(re.findall(r'class="([^"]*)"', page)).split())

    wanted = classes("parts.css")

    assert len(wanted) >= 60
    assert wanted - shown == set()


def test_every_colour_is_shown(client, db):
    page = client.get("/design/").content.decode()
    base = (STYLES / "base.css").read_text(encoding="utf-8")
    first = base[: base.index("@media")]

    colours = set(re.findall(r"--([a-z-]+): #[0-9a-f]{3,6};", first))

    shown = set(re.findall(r"<code>--([a-z-]+)</code>", page))
    assert len(colours) >= 18
    assert {c for c in colours if not c.endswith("-pale") or c in shown} - shown <= {
        "on-brand",
        "on-sun",
        "mark",
    }


def test_it_stands_in_english_too(client, db):
    page = client.get("/en/design/")

    assert page.status_code == 200
    assert "Parts of a page" in page.content.decode()
