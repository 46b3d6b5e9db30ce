"""Make the .mo files Django reads from the .po files we keep."""

from __future__ import annotations

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile every .po under LOCALE_PATHS whose .mo is missing or older."
    # It runs first at installation, when there is nothing else to check yet.
    requires_system_checks = []

    def handle(self, *_args: object, **_options: object) -> None:
        sources = [
            source
            for folder in settings.LOCALE_PATHS
            for source in sorted(Path(folder).rglob("*.po"))
        ]
        changed = [source for source in sources if is_newer(source)]
        for source in changed:
            polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
        self.stdout.write(f"{len(changed)} of {len(sources)} catalogues compiled.")


def is_newer(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime
