from __future__ import annotations

import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from common import outbox
from disclosure.models import GuideIndexPage, GuidePage
from portal.models import HomePage
from tests import cast


@pytest.fixture
def home(db) -> HomePage:
    """A site with nothing but its home page, in Chinese."""
    Locale.objects.get_or_create(language_code="en")
    Site.objects.all().delete()
    for page in Page.objects.filter(depth=2):
        page.delete()
    made = HomePage(title="首页标题", slug="home", tagline="一句话")
    Page.get_first_root_node().add_child(instance=made)
    made.save_revision().publish()
    Site.objects.create(
        hostname="localhost", root_page=made, is_default_site=True, site_name="试验"
    )
    return made


@pytest.fixture
def guides(home) -> GuideIndexPage:
    made = GuideIndexPage(title="办事指南", slug="guides", show_in_menus=True)
    home.add_child(instance=made)
    made.save_revision().publish()
    return made


@pytest.fixture
def guide(guides) -> GuidePage:
    """A guide whose word 云岭戏台 stands nowhere else."""
    made = GuidePage(
        title="云岭戏台演出许可",
        slug="yunling",
        summary="在云岭戏台办演出要什么。",
        matter="演出",
        decided_by="本局",
        statutory_time="3日",
    )
    guides.add_child(instance=made)
    made.save_revision().publish()
    return made


@pytest.fixture
def index(db, settings, tmp_path):
    """An index of this test's own; `index()` carries out what the outbox holds."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    call_command("rebuild_search", verbosity=0)

    def follow() -> int:
        done = 0
        while taken := outbox.carry_out():
            done += taken
        return done

    return follow


@pytest.fixture
def editor(db):
    return cast.signed_in(cast.editor())


@pytest.fixture
def administrator(db):
    return cast.signed_in(cast.administrator())
