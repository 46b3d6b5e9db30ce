"""Every name by which a law is called: its title, its key, and the short names people use."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db.models import Count, Max

from legal_education.models import Law

if TYPE_CHECKING:
    from collections.abc import Mapping

ALIASES = Path(__file__).with_name("aliases.toml")
_kept: dict[tuple[object, object], Mapping[str, str]] = {}


@lru_cache(maxsize=1)
def usual_names() -> dict[str, list[str]]:
    """The short names of our own list, by the law's key."""
    return tomllib.loads(ALIASES.read_text(encoding="utf-8"))["aliases"]


def law_names() -> Mapping[str, str]:
    """Each name with the key of its law; read again only after a law has changed."""
    seen = Law.objects.aggregate(count=Count("pk"), newest=Max("changed_at"))
    stamp = (seen["count"], seen["newest"])
    if stamp not in _kept:
        names = MappingProxyType(_read())
        _kept.clear()
        _kept[stamp] = names
    return _kept[stamp]


def _read() -> dict[str, str]:
    rows = list(Law.objects.values_list("key", "title", "aliases"))
    keys = {key for key, _title, _aliases in rows}
    names: dict[str, str] = {}
    for key, short in usual_names().items():
        if key in keys:
            names.update(dict.fromkeys(short, key))
    for key, _title, aliases in rows:
        names.update(
            (line.strip(), key) for line in aliases.splitlines() if line.strip()
        )
    # A law's own names last: no short name of another law takes them away.
    for key, title, _aliases in rows:
        names[title] = key
        names[key] = key
    return names
