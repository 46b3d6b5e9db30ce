"""The world of the kill rounds, driven from outside: `python -m tests.portal.killed_world prepare|cause|count …`."""

from __future__ import annotations

import json
import sys
from collections import Counter

import django

django.setup()

from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from common import mail
from common.files import inspect
from common.outbox import OutboxRow, putting
from complaints import actions
from complaints.models import Attachment, Case, codes
from legal_education.models import LessonIndexPage, LessonPage
from portal.models import HomePage
from search import engine


def prepare() -> None:
    call_command("make_keys")
    call_command("migrate", verbosity=0)
    Locale.objects.get_or_create(language_code="zh-hans")
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    home = HomePage(title="首页", slug="home", tagline="一句话")
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    Site.objects.create(
        hostname="localhost", root_page=home, is_default_site=True, site_name="试验"
    )
    lessons = LessonIndexPage(title="普法", slug="lessons")
    home.add_child(instance=lessons)
    lessons.save_revision().publish()
    call_command("rebuild_search", verbosity=0)
    OutboxRow.objects.all().delete()


def _left_to_the_worker(topic: str, pk: int) -> None:
    """Nothing is done in the process of the cause."""


def cause(first: int, count: int) -> None:
    """So many cases with a mail address and an attachment, and so many pages; all effects are left to the worker."""
    putting._at_once = _left_to_the_worker
    parent = LessonIndexPage.objects.get()
    for number in range(first, first + count):
        page = LessonPage(
            title=f"第{number}课", slug=f"lesson-{number}", summary="说说法。"
        )
        parent.add_child(instance=page)
        page.save_revision().publish()
        actions.receive(
            form_key=f"round-{number}-{codes.fresh_form_key()}",
            words={
                "kind": "complaint",
                "narrative": f"第{number}件",
                "email": f"person{number}@example.com",
            },
            uploads=[inspect(f"收据 {number}".encode(), "收据.txt")],
        )


def count() -> None:
    """What came of it, as JSON."""
    shelf = Attachment.shelf.folder
    found = {
        "waiting": OutboxRow.objects.filter(dead=False).count(),
        "dead": OutboxRow.objects.filter(dead=True).count(),
        "faults": sorted(
            OutboxRow.objects.exclude(fault="").values_list("fault", flat=True)
        )[:3],
        "cases": Case.objects.count(),
        "mails": Counter(mail.Message.objects.values_list("state", flat=True)),
        "texts": Counter(Attachment.objects.values_list("text_state", flat=True)),
        "read": sum("收据" in row.text for row in Attachment.objects.all()),
        "files": sum(path.is_file() for path in shelf.glob("*/*")),
        "pages": LessonPage.objects.live().count(),
        "indexed": engine.current().count(),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare"]:
            prepare()
        case ["cause", first, number]:
            cause(int(first), int(number))
        case ["count"]:
            count()
