"""Places that a question names, each with those it lies in, whose rules hold there too."""

from __future__ import annotations

import tomllib
from pathlib import Path

_PLACES = tomllib.loads(Path(__file__).with_name("places.toml").read_text("utf-8"))
WITHIN: dict[str, str] = _PLACES["within"]
PROVINCES: list[str] = _PLACES["provinces"]


def named(text: str) -> tuple[str, ...]:
    """卫东区网吧 → 卫东区, 平顶山, 河南; 河南省旅游 → 河南."""
    chain: list[str] = []
    for place in (*WITHIN, *PROVINCES):
        if place in text:
            chain += _upward(place)
    return tuple(dict.fromkeys(chain))


def _upward(place: str) -> list[str]:
    return [place, *(_upward(WITHIN[place]) if place in WITHIN else [])]
