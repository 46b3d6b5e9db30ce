"""Throw away waiting files and form keys that have served; the worker calls the same action."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from complaints import actions


class Command(BaseCommand):
    help = "清除超过两小时的待提交文件和已用过的表单标记。"

    def handle(self, *_args: Any, **_options: Any) -> None:
        forms, keys = actions.forget()
        self.stdout.write(f"已清除 {forms} 份待提交文件、{keys} 个表单标记。")
