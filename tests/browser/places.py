"""Every place a visitor can stand: taken from the addresses and page types of the site itself, never from a list.

An address with a part of its own needs a sample here; one without a sample fails whatever walks.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation
from wagtail.models import get_page_models

from common.outputs.papers import PaperMixin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOMS = ("complaints", "disclosure", "legal_education", "search", "portal")
# What answers a machine, gives a file, or is the admin's: no page of the public.
NO_PAGES = {"healthz", "readyz", "robots", "mode:switch"}
ADMIN = "admin/"
SAMPLES: dict[str, list[object]] = {
    "legal_education:law": ["旅游法"],
    "legal_education:version": ["旅游法", dt.date(2018, 10, 26)],
    "legal_education:article": ["旅游法", dt.date(2018, 10, 26), "35"],
    "legal_education:article_in_force": ["旅游法", "35"],
    "disclosure:power": ["art-training-complaint"],
}
# The same address, asked so that it has something to say or to refuse.
QUESTIONS = {
    "search:results": ["?q=网吧能让未成年人进吗", "?q=zzqx"],
    "disclosure:powers": ["?q=zzqx"],
    "legal_education:library": ["?title=zzqx"],
    "disclosure.deadlinespage": [
        "?clock=d8-reply&start=2026-09-30",
        "?clock=d8-reply&start=x",
    ],
}
NOWHERE = "/no-such-page/"


class Place(NamedTuple):
    """A page of the site: the name of its address or its page type, and where it stands."""

    name: str
    path: str


def named(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    """The full names of all public addresses that have one."""
    for pattern in patterns:
        if str(pattern.pattern) == ADMIN:
            continue
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from named(pattern.url_patterns, space)
        elif pattern.name and _is_ours(pattern):
            yield f"{prefix}{pattern.name}"


def _is_ours(pattern: URLPattern) -> bool:
    return pattern.callback.__module__.split(".")[0] in ROOMS


def page_types() -> set[str]:
    """The page types of our own rooms, as `room.model`."""
    return {
        f"{model._meta.app_label}.{model._meta.model_name}"
        for model in get_page_models()
        if model._meta.app_label in ROOMS
    }


def pages_of(var: Path) -> dict[tuple[str, str], str]:
    """One live page of each type and language in a running demo: (type, language) to its path below the home page."""
    store = sqlite3.connect(f"file:{var / 'portal.sqlite3'}?mode=ro", uri=True)
    rows = store.execute(
        "SELECT c.app_label || '.' || c.model, l.language_code, p.url_path FROM wagtailcore_page p"
        " JOIN django_content_type c ON c.id = p.content_type_id"
        " JOIN wagtailcore_locale l ON l.id = p.locale_id WHERE p.live AND p.depth > 1 ORDER BY p.path DESC"
    ).fetchall()
    store.close()
    return {
        (kind, language): _below_home(path, language) for kind, language, path in rows
    }


def _below_home(url_path: str, language: str) -> str:
    rest = url_path.split("/", 2)[2]
    return f"/{rest}" if language == "zh-hans" else f"/{language}/{rest}"


def places(var: Path, language: str) -> list[Place]:
    """All addresses with a name, a page of each type, the printed page of those that have one, and a wrong address."""
    prefix = "" if language == "zh-hans" else f"/{language}"
    found = []
    with translation.override(language):
        for name in sorted(set(named(get_resolver().url_patterns)) - NO_PAGES):
            found += _asked(name, reverse(name, args=SAMPLES.get(name, [])))
    stored = pages_of(var)
    for kind in sorted(page_types()):
        chinese = stored.get((kind, "zh-hans"))
        if chinese is None:
            msg = f"the demo has no page of the type {kind}"
            raise LookupError(msg)
        # Without a translation the Chinese page stands under the language's own addresses.
        path = stored.get((kind, language), f"{prefix}{chinese}")
        found += _asked(kind, path)
        if issubclass(apps.get_model(kind), PaperMixin):
            found.append(Place(f"{kind} print", f"{path}print/"))
    return [*found, Place("nowhere", f"{prefix}{NOWHERE}")]


def _asked(name: str, path: str) -> list[Place]:
    return [
        Place(f"{name}{line}", f"{path}{line}")
        for line in ["", *QUESTIONS.get(name, [])]
    ]
