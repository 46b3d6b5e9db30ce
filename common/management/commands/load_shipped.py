"""`manage.py load_shipped`: bring in what the data files say, and list where an editor has decided otherwise."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from common import shipped


class Command(BaseCommand):
    help = "载入随软件提供的数据；编辑改过的条目保持不变，并逐条列出差别。"

    def handle(self, *args: Any, **options: Any) -> None:
        for shipment in shipped.shipments():
            done = shipment.load()
            self.stdout.write(
                f"{shipment.name}：新增 {done.added} 条，随文件更新 {done.followed} 条，"
                f"编辑改过而保留 {len(done.kept)} 条，文件中已没有 {len(done.gone)} 条"
            )
            for difference in done.kept:
                self.stdout.write(
                    f"  保留 {difference.code}：{'、'.join(difference.fields)}"
                )
            for code in done.gone:
                self.stdout.write(f"  文件中已没有 {code}")
