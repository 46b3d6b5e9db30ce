"""Changes the keys of personal data while the site works; cut off, it goes on where it stood."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import resealing, sealed

if TYPE_CHECKING:
    from argparse import ArgumentParser

ROTATED = ("field", "file", "index")


class Command(BaseCommand):
    help = "更换个人信息加密密钥：--new 先加一把新钥匙，然后把旧钥匙加密的内容逐批换成新的；中断后再运行即可继续"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--new", action="store_true", help="先加新钥匙")
        parser.add_argument("--status", action="store_true", help="只报告还剩多少")
        parser.add_argument(
            "--retire",
            metavar="用途:编号",
            help="销毁一把不再用到的旧钥匙，例如 field:1",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["retire"]:
            self.retire(options["retire"])
            return
        if options["new"]:
            self.add()
        if not options["status"]:
            self.reseal()
        self.report()

    def add(self) -> None:
        path = self.file()
        for purpose in ROTATED:
            key_id = sealed.add_key(path, purpose)
            self.stdout.write(f"{purpose}：新钥匙 {key_id}")
        self.stdout.write("请马上备份密钥文件，与数据库备份分开保存。")

    def reseal(self) -> None:
        broken = 0
        for store in resealing.stores():
            done = 0
            for turn in resealing.reseal(store):
                done += turn.resealed
                broken += turn.unreadable
            if done:
                self.stdout.write(f"{store.label}：换了 {done} 个")
        if broken:
            self.stderr.write(f"{broken} 个打不开，没有改动；请找回它们的钥匙。")

    def report(self) -> None:
        left = sum(store.under(None) for store in resealing.stores())
        self.stdout.write(f"还有 {left} 个在旧钥匙下。" if left else "全部在新钥匙下。")

    def retire(self, told: str) -> None:
        """Refused while anything still bears the key's name: what it sealed could never be opened again."""
        purpose, _, key_id = told.partition(":")
        if purpose not in ROTATED:
            raise CommandError(
                f"只能销毁 {'、'.join(ROTATED)} 的钥匙：查询码的旧钥匙要一直留着。"
            )
        left = sum(
            store.under(key_id)
            for store in resealing.stores()
            if store.purpose == purpose
        )
        if left:
            raise CommandError(f"还有 {left} 个在这把钥匙下，先运行 rotate_keys。")
        try:
            sealed.retire_key(self.file(), purpose, key_id)
        except ValueError:
            raise CommandError("没有这把钥匙，或者它正在使用。") from None
        self.stdout.write(f"已销毁 {told}。")

    def file(self) -> Path:
        if settings.SEALING_KEYS:
            raise CommandError(
                "密钥在环境变量 SEALING_KEYS 里，请在那里增减，再运行 rotate_keys。"
            )
        return Path(settings.SEALING_KEYS_FILE)
