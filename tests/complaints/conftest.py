from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import translation

from common.structure import Bureau, Unit
from complaints import actions
from complaints.choices import Role
from complaints.forms import tickets
from tests.complaints.scene import WORDS, Office, person, received

if TYPE_CHECKING:
    from complaints.models import Case


@pytest.fixture(autouse=True)
def _chinese():
    """A request in English leaves its language behind in the thread."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(autouse=True)
def _own_shelf(settings, tmp_path):
    settings.SEALED_FILES_DIR = tmp_path / "sealed"


@pytest.fixture
def bureau(db) -> Bureau:
    return Bureau.objects.create(
        name="示例局",
        name_en="Example Bureau",
        phones="0375-0000000",
        address="示例路 1 号",
    )


@pytest.fixture
def market(bureau) -> Unit:
    return Unit.objects.create(
        code="market", name="市场股", name_en="Market Section", phones="0375-0000004"
    )


@pytest.fixture
def tourism(bureau) -> Unit:
    return Unit.objects.create(code="tourism", name="旅游股")


@pytest.fixture
def office(market, tourism) -> Office:
    supervisor = person("dudao")
    actions.appoint_supervisor(person=supervisor)
    made = Office(
        market,
        tourism,
        supervisor,
        person("shoujian"),
        person("jingban"),
        person("bieren"),
        person("luren"),
    )
    actions.grant(person=made.clerk, role=Role.CLERK, by=supervisor)
    actions.grant(person=made.handler, role=Role.HANDLER, unit=market, by=supervisor)
    actions.grant(person=made.other, role=Role.HANDLER, unit=tourism, by=supervisor)
    return made


@pytest.fixture
def case(bureau) -> Case:
    return received()


@pytest.fixture
def in_hand(office, case) -> Case:
    case = actions.accept(case, by=office.clerk, subject="退还团费")
    return actions.assign(
        case, by=office.clerk, unit=office.market, handler=office.handler
    )


@pytest.fixture
def old_ticket(monkeypatch):
    """Forms that have been open for a minute; `old_ticket()` makes the next one's ticket."""

    def ticket() -> str:
        real = time.time
        with monkeypatch.context() as patched:
            patched.setattr("django.core.signing.time.time", lambda: real() - 60)
            return tickets.fresh_ticket()

    return ticket


@pytest.fixture
def filled(old_ticket):
    """What a person posts who filled everything in."""

    def posted(**more: Any) -> dict[str, Any]:
        words = {**WORDS, "ticket": old_ticket(), **more}
        return {name: value for name, value in words.items() if value is not None}

    return posted
