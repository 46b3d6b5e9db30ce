"""What an editor does to a page is what search finds: nothing hidden, nothing late, nothing lost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from common.outbox import OutboxRow
from common.structure import Competence
from disclosure.models import GuideIndexPage, GuidePage
from portal.finding import shown
from search import actions, engine
from search.query import read
from search.results import State

pytestmark = pytest.mark.database


def addresses(words: str = "云岭戏台") -> list[str]:
    found = actions.find(read({"q": words}, language="zh-hans"))
    # The title search that stands in for a lost index must not answer for it here.
    assert found.state is not State.DOWN
    return [hit.url for hit in found.hits]


@pytest.fixture
def found(index, guide):
    index()
    assert "/guides/yunling/" in addresses()
    return guide


def test_a_published_page_is_found(found):
    assert addresses() == ["/guides/yunling/"]


def test_an_edited_page_is_found_by_its_new_words(found, index):
    found.matter = "皮影"
    found.title = "皮影演出许可"
    found.summary = ""
    found.save_revision().publish()
    index()

    assert "/guides/yunling/" in addresses("皮影")


def test_an_unpublished_page_is_gone(found, index):
    before = engine.current().count()

    found.unpublish()
    index()

    assert addresses() == []
    assert engine.current().count() == before - 1


def test_a_deleted_page_is_gone(found, index):
    before = engine.current().count()

    found.delete()
    index()

    assert addresses() == []
    assert engine.current().count() == before - 1


def test_a_moved_page_is_found_at_its_new_address(found, home, index):
    elsewhere = GuideIndexPage(title="别处", slug="elsewhere")
    home.add_child(instance=elsewhere)
    elsewhere.save_revision().publish()

    found.move(elsewhere, pos="last-child")
    index()

    assert addresses() == ["/elsewhere/yunling/"]


def test_a_new_slug_of_a_section_changes_the_address_of_what_is_below(
    found, guides, index
):
    guides.refresh_from_db()
    guides.slug = "licences"
    guides.save_revision().publish()
    index()

    assert addresses() == ["/licences/yunling/"]


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_a_restricted_section_hides_what_is_below(found, guides, index, kind):
    restriction = PageViewRestriction.objects.create(
        page=guides, restriction_type=kind, password="x"
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.first())
    index()

    assert addresses() == []
    # What is left are the functions of 谁管什么, which are no pages.
    assert engine.current().count() == Competence.objects.shown().count()

    restriction.delete()
    index()

    assert addresses() == ["/guides/yunling/"]


def test_a_hidden_page_is_not_shown_even_by_an_index_that_has_not_heard(found):
    PageViewRestriction.objects.create(page=found, restriction_type="login")

    assert addresses() == []


def test_an_expired_page_is_not_found_before_the_sweep_and_gone_after_it(found, index):
    found.expire_at = timezone.now() - dt.timedelta(minutes=1)
    found.save()

    assert not shown(GuidePage).filter(pk=found.pk).exists()
    assert addresses() == []

    call_command("publish_scheduled")
    found.refresh_from_db()
    assert not found.live


def test_a_draft_is_never_found(guides, index):
    draft = GuidePage(
        title="云岭戏台草稿",
        slug="draft",
        matter="x",
        decided_by="x",
        statutory_time="x",
        live=False,
    )
    guides.add_child(instance=draft)
    draft.save_revision()
    index()
    before = engine.current().count()

    call_command("rebuild_search", verbosity=0)

    assert addresses() == []
    assert engine.current().count() == before


def test_the_effect_is_written_with_its_cause(guide):
    OutboxRow.objects.all().delete()

    guide.unpublish()

    assert [row.key for row in OutboxRow.objects.all()] == [f"guide:{guide.pk}"]
