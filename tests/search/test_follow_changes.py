"""The index in step with the rows: upsert, delete, rebuild, and what is hidden is never shown."""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils import timezone

from common import findable, outbox
from common.outbox import OutboxRow
from search import actions, engine
from search.index import documents
from search.models import MissedChange, Rebuild
from tests.search.stage import ask, keys

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def built(index):
    actions.rebuild()


def test_a_row_followed_twice_is_there_once():
    before = engine.current().count()

    actions.follow(["guide:1"])
    actions.follow(["guide:1"])

    assert engine.current().count() == before
    assert keys(ask("开办茶馆许可证")).count("guide:1") == 1


def test_a_changed_row_is_found_by_its_new_words_and_not_by_its_old(guides):
    guides.rows[1] = replace(guides.rows[1], title="矿山许可", text="开采矿山的手续")

    actions.follow(["guide:1"])

    assert keys(ask("矿山")) == ["guide:1"]
    assert "guide:1" not in keys(ask("茶馆"))


def test_a_deleted_row_leaves_the_index(guides):
    before = engine.current().count()
    del guides.rows[1]

    actions.follow(["guide:1"])

    assert engine.current().count() == before - 1
    assert "guide:1" not in keys(ask("茶馆"))


def test_a_reference_may_stand_for_many_rows(guides):
    before = engine.current().count()
    guides.hidden |= {1, 2}

    actions.follow(["guide:1,2"])

    assert engine.current().count() == before - 2


def test_deleting_what_was_never_indexed_is_no_fault():
    before = engine.current().count()

    actions.follow(["guide:4711", "no-such-kind:1"])

    assert engine.current().count() == before


def test_a_hidden_row_is_not_shown_even_while_the_index_still_has_it(guides, articles):
    guides.hidden.add(1)
    articles.rows[2] = replace(articles.rows[2], current=False)

    found = ask("茶馆营业")

    assert "guide:1" not in keys(found)
    assert "article:2" not in keys(found)
    assert sum(facet.count for facet in found.facets) == found.total


def test_a_rebuild_can_be_done_twice_and_leaves_one_index(settings, capsys):
    call_command("rebuild_search")
    call_command("rebuild_search")

    assert engine.current().count() == 11
    assert "11" in capsys.readouterr().out
    if settings.SEARCH_ENGINE == "tantivy":
        assert (
            len(
                [
                    place
                    for place in settings.SEARCH_INDEX_DIR.iterdir()
                    if place.is_dir()
                ]
            )
            == 1
        )
    else:
        assert (
            len(
                engine.current().client.indices.get(
                    index=f"{settings.SEARCH_INDEX_NAME}-*"
                )
            )
            == 1
        )


def test_a_rebuild_that_fails_leaves_the_index_in_use():
    def broken():
        yield next(documents())
        raise RuntimeError("the database is gone")

    with pytest.raises(RuntimeError):
        engine.current().rebuild(broken(), lambda _written: None)

    assert engine.current().count() == 11
    assert keys(ask("茶馆通宵"))


def test_a_change_during_a_rebuild_is_not_lost(guides):
    """The row is read before it changes; the change reaches the index in use and then also the new one."""

    def change_late(_written):
        guides.rows[1] = replace(
            guides.rows[1], title="矿山许可", text="开采矿山的手续"
        )
        actions.follow(["guide:1"])

    fresh = engine.current()
    entries = list(documents())
    building = Rebuild.objects.create()
    change_late(0)
    fresh.rebuild(iter(entries), lambda _written: None)

    assert (
        keys(ask("矿山")) == []
    )  # what was built is of before the change, so the note must be carried out
    actions.follow(list(building.missed.values_list("key", flat=True)))
    assert keys(ask("矿山")) == ["guide:1"]


def test_a_rebuild_carries_out_what_it_missed(guides, monkeypatch):
    original = guides.entries

    def entries(pks=None):
        yield from list(original(pks))
        if pks is None:
            guides.rows[1] = replace(
                guides.rows[1], title="矿山许可", text="开采矿山的手续"
            )
            actions.follow(["guide:1"])

    monkeypatch.setattr(guides, "entries", entries)

    actions.rebuild()

    assert keys(ask("矿山")) == ["guide:1"]
    assert not Rebuild.objects.exists()
    assert not MissedChange.objects.exists()


def test_many_writers_take_turns(settings):
    if settings.SEARCH_ENGINE != "tantivy":
        pytest.skip("only the embedded engine has one writer at a time")
    fresh, everything = engine.current(), list(documents())
    faults = []

    def write(one):
        try:
            fresh.replace([one.key], [one])
        except engine.EngineDownError as fault:
            faults.append(fault)

    writers = [threading.Thread(target=write, args=(one,)) for one in everything]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert not faults
    assert fresh.count() == len(everything) == 11


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_change_told_to_the_floor_reaches_the_index_after_commit(guides):
    guides.rows[1] = replace(guides.rows[1], title="矿山许可", text="开采矿山的手续")

    findable.changed("guide", 1)

    assert keys(ask("矿山")) == ["guide:1"]
    assert not outbox.OutboxRow.objects.exists()


def test_where_no_index_was_built_a_change_waits_for_the_building(settings, tmp_path):
    settings.SEARCH_INDEX_DIR = tmp_path / "elsewhere"
    settings.SEARCH_INDEX_NAME = f"{settings.SEARCH_INDEX_NAME}-elsewhere"

    actions.follow(["guide:1"])

    assert engine.state().startswith("down")


def test_the_index_lags_by_the_oldest_change_it_has_not_followed():
    assert actions.lag() == 0
    waited = timezone.now() - dt.timedelta(seconds=90)
    OutboxRow.objects.create(topic=findable.TOPIC, key="guide:1", put_at=waited)
    OutboxRow.objects.create(topic="letters", key="1", put_at=waited - dt.timedelta(1))

    assert 90 <= actions.lag() < 100
