"""The stage of every test: a fresh site, a room of its own for files and keys, and the cast."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from common import sealed

if TYPE_CHECKING:
    from collections.abc import Iterator

# Playwright runs an event loop of its own in this thread, in which Django would refuse its blocking calls.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

LAST = ("world",)


def missing(what: str) -> None:
    """Skip with the reason; where everything must be there (CI), fail."""
    if os.environ.get("CI"):
        pytest.fail(f"{what}, and CI asks for everything")
    pytest.skip(what)


@pytest.fixture(scope="session", autouse=True)
def _keys_and_words() -> None:
    sealed.make_keys(Path(settings.SEALING_KEYS_FILE))
    call_command("compile_catalogues", verbosity=0)


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    """A page that was asked for in English leaves its language in the thread, as no server's next request would find it."""
    yield
    translation.deactivate()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the built demo comes last, so that a fault in a rule shows before the long build."""
    items.sort(
        key=lambda item: any(name in getattr(item, "fixturenames", ()) for name in LAST)
    )
