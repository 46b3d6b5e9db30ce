"""List the strings of installed packages that nobody has put into the site's language.

A package's answer counts, and so does ours under LOCALE_PATHS; our own apps are not asked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import polib
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import to_locale

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMAINS = ("django", "djangojs")
# A string's context (often none) and its msgid.
Key = tuple[str, str]


class Command(BaseCommand):
    help = "List the strings of installed packages that have no translation; exit 1 if there are any."
    requires_system_checks = []  # it reads files, nothing else

    def handle(self, *_args: object, **_options: object) -> None:
        language = to_locale(settings.LANGUAGE_CODE)
        left = 0
        for domain in DOMAINS:
            ours = {
                key
                for folder in settings.LOCALE_PATHS
                for key in answered(Path(folder), language, domain)
            }
            for package, locale in packages():
                missing = sorted(
                    asked(locale, domain) - answered(locale, language, domain) - ours
                )
                left += len(missing)
                if missing:
                    self.list_missing(f"{package} ({domain}): {len(missing)}", missing)
        if left:
            msg = f"{left} strings have no {language} translation."
            raise CommandError(msg)
        self.stdout.write(f"Every string has a {language} translation.")

    def list_missing(self, heading: str, missing: list[Key]) -> None:
        self.stdout.write(heading)
        for context, msgid in missing:
            self.stdout.write(
                f"  {msgid!r}" + (f" in the context {context!r}" if context else "")
            )


def packages() -> Iterator[tuple[str, Path]]:
    """Name and locale folder of Django itself and of each installed app that is not ours."""
    ours = {Path(folder).resolve() for folder in settings.LOCALE_PATHS}
    yield "django", Path(django.__file__).parent / "conf" / "locale"
    for app in apps.get_app_configs():
        locale = Path(app.path) / "locale"
        if locale.is_dir() and locale.resolve() not in ours:
            yield app.name, locale


def asked(locale: Path, domain: str) -> set[Key]:
    """The strings of a package: its English catalogue or, where it ships none, all its catalogues together."""
    english = entries(locale, "en", domain)
    found = english or [
        entry
        for folder in locale.iterdir()
        for entry in entries(locale, folder.name, domain)
    ]
    return {key_of(entry) for entry in found}


def answered(locale: Path, language: str, domain: str) -> set[Key]:
    found = entries(locale, language, domain)
    return {
        key_of(entry)
        for entry in found
        if isinstance(entry, polib.MOEntry) or entry.translated()
    }


def entries(locale: Path, language: str, domain: str) -> list[Any]:
    """What a catalogue holds: its .po, or its .mo where that is all a package ships."""
    stem = locale / language / "LC_MESSAGES" / domain
    source, compiled = stem.with_suffix(".po"), stem.with_suffix(".mo")
    if source.exists():
        return [entry for entry in polib.pofile(str(source)) if not entry.obsolete]
    return list(polib.mofile(str(compiled))) if compiled.exists() else []


def key_of(entry: Any) -> Key:  # polib ships no types
    return entry.msgctxt or "", entry.msgid
