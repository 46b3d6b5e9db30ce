"""Personal words written into a case stand nowhere in clear: not in the database file, not on disk."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.db import connection

from complaints import actions
from complaints.models import Case
from tests.complaints.scene import file, shown

SEALED = ("narrative", "place", "happened", "respondent", "name", "address")
CANARIES = {
    name: f"金丝雀{name}歌声{place}号样样样样" for place, name in enumerate(SEALED)
}
SPOKEN = {"phone": "13912345678", "email": "canary-mail@example.com"}
ACTS = ("金丝雀答复的一段很长的话", "金丝雀内部记录的话")

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def all_tables() -> str:
    """Every value of every table, as SQL gives it."""
    out = io.StringIO()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names are the database's own
            out.write(repr(cursor.fetchall()))
    return out.getvalue()


def evidence():
    return [file("金丝雀文件名.txt", "金丝雀文件内容".encode())]


@pytest.fixture
def lived(client, office, filled):
    """A case that went its whole way, with a file."""
    posted = {**filled(), **CANARIES, **SPOKEN}
    wrong = client.post(
        "/complaints/submit/", {**posted, "name": "", "evidence": evidence()}
    )
    assert "已经收好" in wrong.content.decode()
    answer = client.post("/complaints/submit/", {**posted, "evidence": evidence()})
    case = actions.accept(Case.objects.get(), by=office.clerk, subject="退团费纠纷")
    case = actions.assign(
        case, by=office.clerk, unit=office.market, handler=office.handler
    )
    actions.note(case, by=office.handler, text=ACTS[1])
    actions.reply(case, by=office.handler, text=ACTS[0])
    actions.close(Case.objects.get(), by=office.handler)
    return shown(answer, "query-code")


def canaries(code: str) -> list[str]:
    return [
        *CANARIES.values(),
        *SPOKEN.values(),
        *ACTS,
        "金丝雀",
        code,
        code.replace("-", ""),
    ]


def test_no_table_holds_a_personal_word_in_clear(lived):
    stored = all_tables()

    assert "退团费纠纷" in stored
    assert len(stored) > 10_000
    for canary in canaries(lived):
        assert canary not in stored
        assert ascii(canary)[1:-1] not in stored


def test_no_file_holds_a_personal_word_in_clear(lived):
    files = [path for path in settings.SEALED_FILES_DIR.rglob("*") if path.is_file()]

    assert len(files) == 3
    for path in files:
        assert "金丝雀".encode() not in path.read_bytes()
        assert "金丝雀" not in str(path)
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the server's own files are not ours to read"
)
def test_the_database_file_itself_holds_no_personal_word_in_clear(lived):
    with connection.cursor() as cursor:
        stored = cursor.connection.serialize()

    assert "退团费纠纷".encode() in stored
    for canary in canaries(lived):
        assert canary.encode() not in stored
