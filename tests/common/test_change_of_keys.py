"""Keys are changed while the site works: nothing is lost, nothing is opened in the wrong place, a cut-off run goes on."""

from __future__ import annotations

import json
import stat
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from common import resealing, sealed
from common.files import inspect
from common.sealed import SealBrokenError
from complaints.models import Attachment, Case
from tests.complaints.scene import received

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WORDS = "旅行社收了团费以后一直不发团。"


@pytest.fixture(autouse=True)
def keys(settings, tmp_path) -> Path:
    """Keys of this test's own."""
    path: Path = tmp_path / "keys" / "sealing.json"
    settings.SEALING_KEYS_FILE = path
    settings.SEALED_FILES_DIR = tmp_path / "sealed"
    sealed.make_keys(path)
    return path


def case(words: str = WORDS) -> Case:
    return received(narrative=words)


def stored(row: Case, column: str = "narrative") -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM complaints_case WHERE id = %s",  # noqa: S608 - our own column
            [row.pk],
        )
        return str(cursor.fetchone()[0])


def put(row: Case, token: str, column: str = "narrative") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE complaints_case SET {column} = %s WHERE id = %s",  # noqa: S608 - our own column
            [token, row.pk],
        )


def told(*options: str) -> str:
    out = StringIO()
    call_command("rotate_keys", *options, stdout=out, stderr=out)
    return out.getvalue()


def words_of(row: Case) -> str:
    return str(Case.objects.get(pk=row.pk).narrative)


def sealed_path() -> Path:
    return Path(settings.SEALING_KEYS_FILE)


def test_the_key_file_is_for_its_owner_alone(keys) -> None:
    told("--new")

    assert stat.S_IMODE(keys.stat().st_mode) == 0o600


def test_what_was_sealed_stays_readable_and_is_sealed_anew() -> None:
    rows = [case(f"{WORDS}{number}") for number in range(5)]

    before = told("--status")
    after = told("--new")

    assert "全部在新钥匙下" in before
    assert "全部在新钥匙下" in after
    for number, row in enumerate(rows):
        assert stored(row).startswith("a256gcm:2:")
        assert words_of(row) == f"{WORDS}{number}"
    assert "换了" not in told()


def test_files_are_sealed_anew_and_keep_their_day() -> None:
    row = received(uploads=[inspect("收据号 88".encode(), "收据.txt")])
    attachment = Attachment.objects.get(case=row)
    path = attachment.shelf.path(attachment.stored_as)
    date = path.stat().st_mtime

    told("--new")

    assert path.read_text(encoding="ascii").startswith("a256gcm:2:")
    assert path.stat().st_mtime == date
    assert Attachment.objects.get(pk=attachment.pk).content() == "收据号 88".encode()


def test_a_run_that_was_cut_off_goes_on(monkeypatch) -> None:
    rows = [case() for _ in range(7)]
    monkeypatch.setattr(resealing, "BATCH", 3)
    for purpose in ("field", "file"):
        sealed.add_key(sealed_path(), purpose)
    store = next(each for each in resealing.stores() if "反映内容" in each.label)

    next(resealing.reseal(store))
    half = store.under(None)
    told()

    assert half == 4
    assert store.under(None) == 0
    assert {words_of(row) for row in rows} == {WORDS}


def test_what_somebody_changes_meanwhile_is_left_to_him(monkeypatch) -> None:
    row = case()
    sealed.add_key(sealed_path(), "field")
    honest = sealed.resealed

    def meanwhile(token: str, **where: str) -> str:
        if where["place"].endswith(f"narrative.{row.pk}"):
            changed = Case.objects.get(pk=row.pk)
            changed.narrative = "已经改过的话"
            changed.save(update_fields=["narrative"])
        return honest(token, **where)

    monkeypatch.setattr(resealing, "resealed", meanwhile)
    told()

    assert words_of(row) == "已经改过的话"


def test_a_process_that_runs_learns_of_a_new_key_by_itself() -> None:
    first = sealed.seal(b"x", purpose="field", place="a")
    sealed.add_key(sealed_path(), "field")
    second = sealed.seal(b"x", purpose="field", place="a")

    assert first.split(":")[1] == "1"
    assert second.split(":")[1] == "2"
    assert sealed.unseal(first, purpose="field", place="a") == b"x"


def test_a_key_goes_only_when_nothing_bears_its_name() -> None:
    row = case()
    sealed.add_key(sealed_path(), "field")

    with pytest.raises(CommandError, match="还有"):
        told("--retire", "field:1")
    told()
    told("--retire", "field:1")

    assert words_of(row) == WORDS
    assert list(sealed.keys().by_purpose["field"]) == ["2"]
    with pytest.raises(CommandError, match="还有"):
        told("--retire", "field:2")
    with pytest.raises(CommandError, match="查询码"):
        told("--retire", "code:1")


def test_a_lost_key_is_counted_and_nothing_is_touched(keys) -> None:
    row = case()
    token = stored(row)
    told("--new")
    put(row, token)
    raw = json.loads(keys.read_text())
    del raw["field"]["1"]
    keys.write_text(json.dumps(raw))

    said = told()

    assert "打不开" in said
    assert stored(row) == token
    assert resealing.unreadable() == 1
    with pytest.raises(SealBrokenError):
        words_of(row)


def test_keys_may_come_from_the_environment(settings, keys) -> None:
    row = case()
    settings.SEALING_KEYS = keys.read_text()
    keys.unlink()

    assert words_of(row) == WORDS
    with pytest.raises(CommandError, match="环境变量"):
        told("--new")


def found(name: str) -> set[int]:
    return set(Case.objects.matching(name).values_list("pk", flat=True))


def test_a_case_is_found_by_the_whole_name_and_by_no_part() -> None:
    row, other = received(name="欧阳 明月"), received(name="王小明")
    nobody = received(name="", email="")

    assert found("欧阳明月") == found(" 欧阳　明月 ") == {row.pk}
    assert found("欧阳") == found("明") == set()
    assert found("王小明") == {other.pk}
    assert nobody.name_index == ""
    assert "欧阳" not in stored(row, "name_index")


def test_the_index_follows_the_name_even_when_the_name_alone_is_stored() -> None:
    row = Case.objects.get(pk=received(name="王小明").pk)
    row.name = "王大明"
    row.save(update_fields=["name"])

    assert found("王大明") == {row.pk}
    assert found("王小明") == set()


def test_a_row_stored_without_opening_its_name_keeps_its_index() -> None:
    row = Case.objects.get(pk=received(name="王小明").pk)

    row.save()

    assert found("王小明") == {row.pk}


def test_an_index_key_is_changed_and_old_and_unindexed_rows_are_found() -> None:
    row, unindexed = received(name="王小明"), received(name="王小明")
    put(unindexed, "", "name_index")
    sealed.add_key(sealed_path(), "index")

    between = found("王小明")
    told()
    told("--retire", "index:1")

    assert between == {row.pk}
    assert found("王小明") == {row.pk, unindexed.pk}
    assert stored(row, "name_index").startswith("2:")


@pytest.mark.parametrize("swap", ["row", "column"])
def test_swapped_values_are_refused(swap) -> None:
    one, other = case("甲说的话"), case("乙说的话")

    if swap == "row":
        put(one, stored(other))
    else:
        put(one, stored(one, "respondent"))

    with pytest.raises(SealBrokenError):
        words_of(one)


@pytest.mark.parametrize(
    "token",
    [
        "明文",
        "a256gcm:1:",
        "a256gcm:1:AAAA",
        "a256gcm:9:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "none:1:5pil5aSp",
        "a256gcm:1",
        ":::",
    ],
)
def test_what_is_no_seal_of_ours_is_never_given_out_as_text(token) -> None:
    row = case()

    put(row, token)

    with pytest.raises(SealBrokenError):
        words_of(row)


def test_a_cut_or_changed_seal_is_refused() -> None:
    row = case()
    token = stored(row)
    for broken in (token[:-4], token[:-6] + "AAAA" + token[-2:], token + "AAAA"):
        put(row, broken)
        with pytest.raises(SealBrokenError):
            words_of(row)
