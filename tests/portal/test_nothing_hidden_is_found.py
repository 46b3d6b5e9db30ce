"""Every registered kind, with examples that are private, expired, withdrawn and deleted: none of them is ever found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.utils import timezone
from elasticsearch import Elasticsearch
from wagtail.models import PageViewRestriction

from common import findable, outbox
from common.pages import BasePage
from common.structure import Competence
from disclosure.models import DocumentPage, GuidePage, SectionPage
from legal_education.choices import Level, Source
from legal_education.models import Article, Law, LawVersion
from search import actions, engine
from search.query import read
from search.results import State
from tests.search.stage import server

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

REQUIRED: dict[type[BasePage], dict[str, Any]] = {
    GuidePage: {"matter": "x", "decided_by": "x", "statutory_time": "x"},
    DocumentPage: {"made_on": dt.date(2026, 1, 1)},
}


@dataclass
class Example:
    """One row that can be found by a word of its own, and what will hide it."""

    kind: str
    model: type
    word: str
    pk: int
    hide: Callable[[], object]

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.pk}"

    @property
    def title(self) -> str:
        return f"{self.model.__name__} {self.word}"

    def is_found(self) -> bool:
        found = actions.find(read({"q": self.word}, language="zh-hans"))
        assert found.state is not State.DOWN
        return self.key in [hit.key for hit in found.hits]


@pytest.fixture(params=["tantivy", "elasticsearch"])
def built(request, settings, tmp_path):
    """An index of this test's own in either engine; the answer builds it anew."""
    settings.SEARCH_ENGINE = request.param
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH_URL = server()
        settings.SEARCH_INDEX_NAME = f"test-{uuid4().hex[:12]}"
    yield lambda: call_command("rebuild_search", verbosity=0)
    if request.param == "elasticsearch":
        with Elasticsearch(settings.ELASTICSEARCH_URL) as client:
            for name in client.indices.get(index=f"{settings.SEARCH_INDEX_NAME}-*"):
                client.indices.delete(index=name)


def follow() -> None:
    while outbox.carry_out():
        pass


def word(number: list[int]) -> str:
    number[0] += 1
    return f"lampion{number[0]:03}"


def page(model: type[BasePage], parent: Any, title: str) -> Any:
    made = model(
        title=title,
        slug=title.rpartition(" ")[2],
        summary="x",
        **REQUIRED.get(model, {}),
    )
    parent.add_child(instance=made)
    made.save_revision().publish()
    return model.objects.get(pk=made.pk)


def restrict(held: Any) -> None:
    PageViewRestriction.objects.create(page=held, restriction_type="login")


def expire(held: Any) -> None:
    """Past its day, and the sweep has not come round yet."""
    type(held).objects.filter(pk=held.pk).update(
        expire_at=timezone.now() - dt.timedelta(minutes=1)
    )


def of_pages(
    kind: Any, model: type[BasePage], home: Any, number: list[int]
) -> list[Example]:
    def one(hide: Callable[[Any], object], parent: Any = home) -> Example:
        own = word(number)
        held = page(model, parent, f"{model.__name__} {own}")
        return Example(kind.name, model, own, held.pk, lambda: hide(held))

    section = page(SectionPage, home, f"Section {word(number)}")
    closed = page(SectionPage, home, f"Section {word(number)}")
    restrict(closed)
    return [
        one(lambda _held: None),
        one(restrict),
        one(lambda _held: restrict(section), section),
        one(lambda held: held.move(closed, pos="last-child")),
        one(expire),
        one(lambda held: held.unpublish()),
        one(lambda held: held.delete()),
    ]


def of_articles(kind: Any, home: Any, number: list[int]) -> list[Example]:
    """Law is public by its nature: nothing in it is private, and what is no longer in force is not offered."""

    def one(hide: Callable[[Article], object]) -> Example:
        own = word(number)
        law = Law.objects.create(key=f"{own}法", title=f"{own}法", level=Level.STATUTE)
        version = LawVersion.objects.create(
            law=law,
            date=dt.date(2020, 1, 1),
            source=Source.FOLDER,
            in_force_on=dt.date(2020, 1, 1),
        )
        held = Article.objects.create(
            version=version, number=1, text=f"{own} 的规定。", position=1
        )
        return Example(kind.name, Article, own, held.pk, lambda: hide(held))

    return [
        one(lambda _held: None),
        one(repeal),
        one(lambda held: held.delete()),
        one(lambda held: held.version.delete()),
        one(lambda held: held.version.law.delete()),
    ]


def of_competences(kind: Any, number: list[int]) -> list[Example]:
    """Who holds a function is public as long as the row is switched on and its term runs."""

    def one(hide: Callable[[Competence], object]) -> Example:
        own = word(number)
        held = Competence.objects.create(
            code=own, kind="advice", function=f"Function {own}", basis_note="x"
        )
        return Example(kind.name, Competence, own, held.pk, lambda: hide(held))

    return [
        one(lambda _held: None),
        one(lambda held: change(held, active=False)),
        one(lambda held: change(held, until=dt.date(2020, 1, 1))),
        one(lambda held: held.delete()),
    ]


def change(held: Competence, **words: Any) -> None:
    for name, value in words.items():
        setattr(held, name, value)
    held.save()


def repeal(held: Article) -> None:
    LawVersion.objects.filter(pk=held.version_id).update(
        repealed_on=dt.date(2021, 1, 1)
    )


def staged(home: Any) -> list[list[Example]]:
    """For each table of each kind that is registered: first one that stays, then those that will be hidden."""
    number = [0]
    stages = []
    for kind in findable.kinds().values():
        for model in kind.models:
            if issubclass(model, BasePage):
                stages.append(of_pages(kind, model, home, number))
            elif model is Article:
                stages.append(of_articles(kind, home, number))
            elif model is Competence:
                stages.append(of_competences(kind, number))
            else:
                pytest.fail(f"{kind.name} has no examples here: {model}")
    return stages


def test_what_is_hidden_in_any_way_is_not_found_at_any_moment(built, home):
    stages = staged(home)
    everything = [example for stage in stages for example in stage]
    assert {example.kind for example in everything} == set(findable.kinds())
    assert len(findable.kinds()) >= 6
    assert len(stages) >= 9
    assert len(everything) >= 60
    built()
    # What the staging itself put down is done with: what follows must be told by the hiding alone.
    follow()
    assert not outbox.OutboxRow.objects.exists()
    assert [one.word for one in everything if not one.is_found()] == []
    before = engine.current().count()

    hidden = [example for stage in stages for example in stage[1:]]
    for example in hidden:
        example.hide()

    # The index has not heard of it yet: what is shown is read from the database.
    check(stages)
    call_command("publish_scheduled")
    follow()
    check(stages)
    after = engine.current().count()
    repealed = sum(one.model is Article for one in hidden) // 4
    assert before - after == len(hidden) - repealed + len(closed_sections(stages))
    built()
    check(stages)
    assert engine.current().count() == after


def closed_sections(stages: list[list[Example]]) -> list[list[Example]]:
    """Each stage of pages closes one section, which was found itself until then."""
    return [stage for stage in stages if issubclass(stage[0].model, BasePage)]


def check(stages: list[list[Example]]) -> None:
    for stage in stages:
        kind = findable.kinds()[stage[0].kind]
        assert stage[0].is_found()
        assert [one.pk for one in kind.entries([stage[0].pk])] == [stage[0].pk]
        for example in stage[1:]:
            assert not example.is_found(), example.title
            offered = [*kind.entries([example.pk]), *kind.titles(example.word, 9)]
            assert not [entry for entry in offered if entry.current], example.title
