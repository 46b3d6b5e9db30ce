"""What may be registered to be found, and what may not."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from common import findable
from common.outbox import OutboxRow
from common.structure import Unit
from tests.search.stage import MemoryKind


@pytest.fixture(autouse=True)
def _registry_of_its_own(monkeypatch):
    monkeypatch.setattr(findable, "_kinds", {})


def kind(name="notice", label="通知", *models):
    made = MemoryKind(name, label)
    made.models = models
    return made


def test_a_kind_is_registered_by_its_name():
    made = kind("notice", "通知", Unit)

    findable.register(made)

    assert findable.kinds() == {"notice": made}


def test_no_sealed_table_can_be_a_kind():
    sealed = [model for model in apps.get_models() if findable.is_sealed(model)]

    for model in sealed:
        with pytest.raises(ImproperlyConfigured, match="sealed at rest"):
            findable.register(kind("case", "诉求", Unit, model))

    assert {"Case", "Attachment"} <= {model.__name__ for model in sealed}
    assert findable.kinds() == {}


def test_two_rooms_cannot_share_a_name():
    findable.register(kind())

    with pytest.raises(ImproperlyConfigured, match="two rooms"):
        findable.register(kind())


@pytest.mark.parametrize(
    ("name", "label"), [("", "通知"), ("a:b", "通知"), ("公告", "通知"), ("notice", "")]
)
def test_a_kind_says_what_it_is(name, label):
    with pytest.raises(ImproperlyConfigured, match="name and a label"):
        findable.register(kind(name, label))


@pytest.mark.django_db
def test_what_changed_is_written_as_kind_and_reference():
    OutboxRow.objects.all().delete()

    findable.changed_many("notice", [7, "v12"])

    assert sorted(OutboxRow.objects.values_list("topic", "key")) == [
        ("search", "notice:7"),
        ("search", "notice:v12"),
    ]
