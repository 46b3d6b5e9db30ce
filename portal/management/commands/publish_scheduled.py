"""Publish and withdraw what an editor has scheduled; one page's fault does not keep the others back."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Page, Revision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

log = logging.getLogger(__name__)


def expired() -> Iterator[Any]:
    """What is live past its day, pages and snippets."""
    others = [
        m
        for m in apps.get_models()
        if issubclass(m, DraftStateMixin) and not issubclass(m, Page)
    ]
    for model in [Page, *others]:
        yield from list(
            model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by(
                "expire_at"
            )
        )


def waiting() -> list[Any]:
    """Approved revisions whose moment has come."""
    return list(
        Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by(
            "approved_go_live_at"
        )
    )


def whole(act: Callable[..., object], **how: object) -> bool:
    """One change with its outbox rows, succeeding whole or not at all."""
    try:
        with transaction.atomic():
            act(**how)
    except Exception:  # the next page must still have its turn; this one is tried again at the next round
        log.exception("scheduled change failed: %s", getattr(act, "__self__", act))
        return False
    return True


class Command(publish_scheduled.Command):
    """Wagtail's own command opens no transaction, so a page and its effects could part."""

    help = "发布、撤下已到时间的定时内容"

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        withdrawn = [
            whole(
                thing.unpublish,
                set_expired=True,
                log_action="wagtail.unpublish.scheduled",
            )
            for thing in expired()
        ]
        published = [
            whole(revision.publish, log_action="wagtail.publish.scheduled")
            for revision in waiting()
        ]
        if withdrawn or published:
            log.info("scheduled: %d of %d published", sum(published), len(published))
            log.info("scheduled: %d of %d withdrawn", sum(withdrawn), len(withdrawn))
