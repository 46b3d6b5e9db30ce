"""Data that comes as a file and is edited in the admin: the file is the start, the editor has the last word."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from common import shipped
from common.calendar.tables import WorkdayException

pytestmark = pytest.mark.django_db


def row(day: int, **told: object) -> dict[str, object]:
    date = dt.date(2099, 1, day)
    return {
        "code": date.isoformat(),
        "date": date,
        "works": False,
        "name": "元旦",
        "notice": "试发〔2098〕1号",
        "year": 2099,
        **told,
    }


@pytest.fixture(autouse=True)
def _nothing_yet():
    WorkdayException.objects.all().delete()


def load(*rows: dict[str, object]) -> shipped.Loaded:
    return shipped.load(WorkdayException, rows)


def names() -> dict[int, str]:
    return {one.date.day: one.name for one in WorkdayException.objects.all()}


def edited(day: int, **changes: object) -> WorkdayException:
    one = WorkdayException.objects.get(date=dt.date(2099, 1, day))
    for name, value in changes.items():
        setattr(one, name, value)
    one.save()
    return one


def test_a_new_row_comes_in_and_the_others_stay():
    load(row(1))

    loaded = load(row(1), row(2))

    assert (loaded.added, loaded.followed, loaded.kept, loaded.gone) == (1, 0, [], [])
    assert names() == {1: "元旦", 2: "元旦"}


def test_a_second_load_writes_nothing(django_assert_num_queries):
    load(row(1), row(2), row(3))

    # The savepoint and its release, and one reading between them.
    with django_assert_num_queries(3) as asked:
        loaded = load(row(1), row(2), row(3))

    assert not [
        one["sql"]
        for one in asked
        if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert loaded == shipped.Loaded()


def test_every_shipment_loaded_twice_writes_nothing_the_second_time(
    django_assert_max_num_queries,
):
    call_command("load_shipped", verbosity=0)

    done = [shipment.load() for shipment in shipped.shipments()]

    assert len(done) >= 2
    assert {(one.added, one.followed) for one in done} == {(0, 0)}


def test_a_row_that_nobody_touched_follows_the_file():
    load(row(1))

    loaded = load(row(1, name="新年"))

    assert loaded.followed == 1
    assert names() == {1: "新年"}
    assert not WorkdayException.objects.get().is_edited


def test_an_edit_is_never_overwritten_and_the_difference_is_listed():
    load(row(1), row(2))
    assert not edited(2).is_edited
    edited(1, name="本局改的")

    for file_says in ("新年", "又一个名字", "新年"):
        loaded = load(row(1, name=file_says), row(2))

        assert names() == {1: "本局改的", 2: "元旦"}
        assert loaded.followed == 0
        assert loaded.kept == [shipped.Difference("2099-01-01", ("name",))]


def test_an_edited_row_keeps_its_other_fields_too():
    load(row(1))
    edited(1, name="本局改的")

    loaded = load(row(1, works=True))

    assert not WorkdayException.objects.get().works
    assert loaded.kept == [shipped.Difference("2099-01-01", ("works", "name"))]


def test_a_row_that_was_switched_off_stays_off():
    load(row(1))
    edited(1, active=False)

    loaded = load(row(1, name="新年"))

    one = WorkdayException.objects.get()
    assert (one.active, one.name) == (False, "元旦")
    assert one.is_edited
    assert [difference.code for difference in loaded.kept] == ["2099-01-01"]


def test_an_edit_that_the_file_comes_to_agree_with_is_an_edit_no_more():
    load(row(1))
    edited(1, name="新年")

    assert load(row(1, name="新年")).kept == []

    assert not WorkdayException.objects.get().is_edited
    load(row(1, name="春节"))
    assert names() == {1: "春节"}


def test_a_row_that_left_the_file_stays_and_is_listed():
    load(row(1), row(2))

    loaded = load(row(1))

    assert loaded.gone == ["2099-01-02"]
    assert names() == {1: "元旦", 2: "元旦"}


def test_a_row_of_the_bureaus_own_is_neither_gone_nor_overwritten():
    WorkdayException.objects.create(**row(1, name="本局加的"))

    assert load(row(2)).gone == []
    loaded = load(row(1), row(2))

    assert names() == {1: "本局加的", 2: "元旦"}
    assert loaded.kept == [shipped.Difference("2099-01-01", ("name",))]


@pytest.mark.parametrize(
    "wrong",
    [
        {"notice": ""},
        {"date": "no day"},
        {"code": "x" * 81},
        {"year": "next"},
    ],
)
def test_a_wrong_file_is_refused_whole(wrong):
    load(row(1))

    with pytest.raises(ValidationError):
        load(row(1, name="新年"), row(2), row(3, **wrong))

    assert names() == {1: "元旦"}


def test_one_code_twice_is_refused_whole():
    with pytest.raises(ValidationError, match="出现两次"):
        load(row(1), row(2, code="2099-01-01"))

    assert names() == {}


def test_a_field_that_the_table_does_not_have_is_refused():
    with pytest.raises(ValidationError, match="colour"):
        load(row(1, colour="red"))

    assert names() == {}


def test_the_command_lists_what_was_kept_and_what_is_gone(monkeypatch, capsys):
    load(row(1), row(2))
    edited(1, name="本局改的")
    monkeypatch.setattr(shipped, "_shipments", {})
    shipped.register("试验日", WorkdayException, lambda: [row(1, name="新年"), row(3)])

    call_command("load_shipped")

    said = capsys.readouterr().out
    assert (
        "试验日：新增 1 条，随文件更新 0 条，编辑改过而保留 1 条，文件中已没有 1 条"
        in said
    )
    assert "保留 2099-01-01：name" in said
    assert "文件中已没有 2099-01-02" in said
