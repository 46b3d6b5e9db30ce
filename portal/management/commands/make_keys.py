"""Make the keys of personal data, once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from common import sealed


class Command(BaseCommand):
    help = "生成个人信息加密密钥（SEALING_KEYS_FILE，权限 600）；已有的密钥文件不会改动"
    # It runs at installation, when there is nothing else to check yet.
    requires_system_checks = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        path = Path(settings.SEALING_KEYS_FILE)
        made = sealed.make_keys(path)
        self.stdout.write(f"{'已生成' if made else '已有'} {path}")
