"""任命首位督办人: the one right on cases that no screen can give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from complaints import actions

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "任命首位督办人；已有督办人时不再任命。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", metavar="USERNAME")

    def handle(self, *_args: Any, username: str, **_options: Any) -> None:
        user_model = get_user_model()
        try:
            actions.appoint_supervisor(
                person=user_model.objects.get_by_natural_key(username)
            )
        except user_model.DoesNotExist:
            raise CommandError(f"没有账号 {username}。") from None
        except actions.NotAllowed as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{username} 已任命为督办人，已记入授权记录。")
