"""An anonymous report leaves nothing that points at a person: no name, no address, no hour."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from complaints import actions
from complaints.models import Case
from tests.complaints.scene import WORDS, file, received, shown, text

CONTACT = ("name", "phone", "email", "address")

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def everything_stored() -> dict[str, list[tuple[object, ...]]]:
    """All tables as the database holds them, but Django's and Wagtail's own registers of themselves."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names are the database's own
            found[table] = cursor.fetchall()
    return found


@pytest.fixture
def report(client, bureau, filled):
    before = everything_stored()
    posted = filled(kind="report", anonymous="on")
    answer = client.post(
        "/complaints/submit/",
        {**posted, "evidence": [file()]},
        REMOTE_ADDR="203.0.113.77",
        HTTP_USER_AGENT="Canary-Browser/9",
        HTTP_REFERER="http://canary.example/",
    )
    return before, answer


def test_who_stays_unnamed_has_no_contact_even_if_it_was_posted(report):
    case = Case.objects.get()

    assert case.anonymous
    assert case.received_at is None
    assert [getattr(case, name) for name in CONTACT] == ["", "", "", ""]
    assert case.narrative == WORDS["narrative"]


def test_only_the_tables_of_the_case_have_grown(report):
    before, _ = report
    grown = {
        table for table, rows in everything_stored().items() if rows != before[table]
    }

    assert len(before) > 30
    assert grown == {"complaints_case", "complaints_caseevent", "complaints_attachment"}


def test_no_row_holds_address_browser_or_a_time_of_day(report):
    stored = everything_stored()
    case_rows = [
        row
        for table in stored
        if table.startswith("complaints_")
        for row in stored[table]
    ]
    plain = repr(case_rows)

    assert len(case_rows) == 3
    for canary in (
        "203.0.113",
        "Canary-Browser",
        "canary.example",
        *(WORDS[name] for name in CONTACT),
    ):
        assert canary not in plain
    moments = [
        value for row in case_rows for value in row if isinstance(value, dt.datetime)
    ]
    assert moments or connection.vendor == "sqlite"
    assert Case.objects.get().events.get().at == timezone.localtime().replace(
        hour=0, minute=0, second=0, microsecond=0
    )


def test_the_trail_keeps_days_and_its_order(office):
    case = received(kind="report", anonymous=True)
    case = actions.accept(case, by=office.clerk, subject="网吧接纳未成年人")
    case = actions.assign(
        case, by=office.clerk, unit=office.market, handler=office.handler
    )
    actions.note(case, by=office.handler, text="今晚去看")
    actions.reply(case, by=office.handler, text="已经查实并且责令改正。")
    actions.close(Case.objects.get(), by=office.handler)

    events = list(case.events.all())
    assert [event.verb for event in events] == [
        "received",
        "accepted",
        "assigned",
        "noted",
        "replied",
        "closed",
    ]
    told = [*events, *case.notes.all(), *case.replies.all()]
    assert {timezone.localtime(line.at).time() for line in told} == {dt.time()}


def test_its_file_is_dated_by_the_day_alone(report, settings):
    files = [
        path
        for path in (settings.SEALED_FILES_DIR / "cases").rglob("*")
        if path.is_file()
    ]

    assert len(files) == 1
    assert (
        dt.datetime.fromtimestamp(files[0].stat().st_mtime, dt.UTC).time() == dt.time()
    )


def test_no_mail_no_session_and_the_receipt_says_there_is_no_second_code(
    report, client, mailoutbox
):
    _, answer = report

    assert mailoutbox == []
    assert "sessionid" not in client.cookies
    assert "谁也无法补发" in text(answer)
    assert shown(answer, "query-code")


def test_the_database_itself_refuses_an_anonymous_case_with_a_name(bureau):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            number="WD2601-AAAAAA",
            kind="report",
            anonymous=True,
            received_on=timezone.localdate(),
            name="王",
            narrative="x",
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(
            number="WD2601-BBBBBB",
            kind="inquiry",
            anonymous=True,
            received_on=timezone.localdate(),
            narrative="x",
        )


def test_the_order_of_keys_tells_nothing_of_the_order_they_came_in(bureau):
    keys = [received(kind="report", anonymous=True).pk for _ in range(12)]

    assert keys != sorted(keys)
    assert keys != sorted(keys, reverse=True)
