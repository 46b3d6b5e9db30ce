"""Gets the law package; where it cannot be had, says so in one line and ends with 3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from legal_education.actions.fetching import LawPackageError, fetch_law_package

CANNOT_BE_HAD = 3


class Command(BaseCommand):
    help = "下载法律数据包（按校验值），取出其中的 laws.db。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            path = fetch_law_package(Path(settings.VAR_DIR) / "law-package")
        except LawPackageError as fault:
            raise CommandError(
                f"取不到法律数据包：{fault}", returncode=CANNOT_BE_HAD
            ) from fault
        self.stdout.write(str(path))
