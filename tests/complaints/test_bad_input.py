"""Whatever a machine or a malicious person posts: never a server error, and nothing stored that was refused."""

from __future__ import annotations

import os
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from complaints.forms import IntakeForm, tickets
from complaints.models import Attachment, Case, CaseEvent
from tests.complaints.scene import PDF, WORDS, hidden, text

SUBMIT, TRACK = "/complaints/submit/", "/complaints/track/"
FIELDS = [
    *WORDS,
    "anonymous",
    "website",
    "ticket",
    "files_mark",
    "drop",
    "evidence",
    "csrfmiddlewaretoken",
    "x",
]
INPUTS = int(os.environ.get("FORM_INPUTS", "60"))
short_profile = settings(
    max_examples=INPUTS,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]

nasty = st.one_of(
    st.text(max_size=60),
    st.text(
        st.characters(categories=["Cc", "Cf", "Co", "Lo", "So", "Zs"]), max_size=60
    ),
    st.sampled_from(
        [
            "\x00",
            "a\x00b" * 8,
            "\u202egnp.exe",
            "𠀀𪚥" * 10,
            "😀" * 20,
            "<script>alert(1)</script>" * 2,
            "'; DROP TABLE complaints_case; --",
            "{{ 7|add:7 }}{% now 'Y' %}",
            "%s%n%(name)s",
            "../../etc/passwd",
            "\r\nSet-Cookie: a=b",
            "长" * 20_000,
            "report",
            "on",
            "9" * 400,
        ]
    ),
)
posts = st.lists(st.tuples(st.sampled_from(FIELDS), nasty), max_size=20)
raw = st.lists(st.tuples(st.sampled_from(FIELDS), st.binary(max_size=40)), max_size=12)


def rows() -> tuple[int, int, int]:
    return Case.objects.count(), CaseEvent.objects.count(), Attachment.objects.count()


def is_receipt(answer) -> bool:
    return 'id="query-code"' in answer.content.decode()


@short_profile
@given(pairs=posts)
def test_any_text_in_any_field_is_refused_or_becomes_one_case(bureau, pairs):
    before = Case.objects.count()

    answer = Client().post(
        SUBMIT, urlencode(pairs, errors="replace"), "application/x-www-form-urlencoded"
    )

    assert answer.status_code < 500
    assert Case.objects.count() - before == (
        1 if answer.status_code == 200 and is_receipt(answer) else 0
    )
    assert "<script>alert" not in text(answer)


@short_profile
@given(pairs=raw)
def test_any_bytes_in_any_field_never_break_the_server(bureau, pairs):
    before = rows()

    answer = Client().post(
        SUBMIT, urlencode(pairs), "application/x-www-form-urlencoded"
    )

    assert answer.status_code < 500
    assert rows() == before


@short_profile
@given(changes=st.dictionaries(st.sampled_from(list(WORDS)), nasty, max_size=4))
def test_a_form_with_odd_answers_keeps_what_it_accepts(bureau, old_ticket, changes):
    before = Case.objects.count()

    answer = Client().post(SUBMIT, {**WORDS, **changes, "ticket": old_ticket()})

    assert answer.status_code == 200
    assert Case.objects.count() - before == int(is_receipt(answer))
    if is_receipt(answer):
        case = Case.objects.latest("received_at")
        assert "\x00" not in case.narrative + case.name + case.place
        assert "\u202e" not in case.narrative + case.name + case.place


@short_profile
@given(
    pairs=st.lists(
        st.tuples(st.sampled_from(["number", "code", "x"]), nasty), max_size=6
    )
)
def test_any_number_and_code_get_an_answer(bureau, pairs):
    answer = Client().post(
        TRACK, urlencode(pairs, errors="replace"), "application/x-www-form-urlencoded"
    )

    assert answer.status_code < 500
    assert 'id="state"' not in text(answer)


@short_profile
@given(
    name=nasty,
    data=st.one_of(st.binary(max_size=200), st.just(PDF), st.just(b"PK\x03\x04" * 9)),
)
def test_any_file_is_taken_or_refused(bureau, old_ticket, name, data):
    before = Case.objects.count()
    parts = [_part(f'name="{field}"', value.encode()) for field, value in WORDS.items()]
    parts.append(_part('name="ticket"', old_ticket().encode()))
    parts.append(_part(f'name="evidence"; filename="{name}"', data))
    body = b"".join(parts) + b"--edge--\r\n"

    answer = Client().post(SUBMIT, body, "multipart/form-data; boundary=edge")

    assert answer.status_code < 500
    assert Case.objects.count() - before == (
        1 if answer.status_code == 200 and is_receipt(answer) else 0
    )


def _part(head: str, value: bytes) -> bytes:
    """A part as no browser would write it: what stands in the head is not escaped."""
    return (
        b"--edge\r\nContent-Disposition: form-data; "
        + head.encode(errors="replace")
        + b"\r\n\r\n"
        + value
        + b"\r\n"
    )


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (
            b"kind=report&kind=complaint&narrative=a",
            "application/x-www-form-urlencoded",
        ),
        (
            b"\xff\xfe\xed\xa0\x80=1&narrative=\xed\xa0\x80",
            "application/x-www-form-urlencoded",
        ),
        (b"narrative=%ED%A0%80%00%F0%90", "application/x-www-form-urlencoded"),
        (
            b"+AAA-&narrative=%2BADw-",
            "application/x-www-form-urlencoded; charset=utf-7",
        ),
        (b"narrative=" + b"a" * 1_000_000, "application/x-www-form-urlencoded"),
        (b"narrative=" + b"a" * 5_000_000, "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"[" * 5000, "application/json"),
        (b"", "multipart/form-data"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (
            b"--x\r\nContent-Disposition: form-data; name=evidence; filename=..\r\n\r\nx\r\n--x--",
            "multipart/form-data; boundary=x",
        ),
        (
            b"--x\r\nContent-Disposition: form-data; name*=hex''a; filename*=bogus''b\r\n\r\nx\r\n--x--",
            "multipart/form-data; boundary=x",
        ),
        (b"a=1" + b"&a=1" * 12_000, "application/x-www-form-urlencoded"),
        (b"x", "text/plain; boundary=\x00"),
    ],
)
def test_a_body_no_browser_sends_is_answered_and_stores_nothing(
    bureau, body, content_type
):
    for address in (SUBMIT, TRACK, "/en" + SUBMIT):
        answer = Client(raise_request_exception=False).post(address, body, content_type)

        assert answer.status_code < 500
    assert rows() == (0, 0, 0)


def test_half_signs_are_refused_politely(bureau):
    data = QueryDict(mutable=True)
    data.update({**WORDS, "narrative": "有半个字\ud800在里面的一段话", "ticket": ""})
    form = IntakeForm(data, None)

    with translation.override("zh-hans"):
        assert not form.is_valid()
    assert "无法保存的字符" in str(form.errors["narrative"])


def test_hidden_fields_of_another_person_are_worth_nothing(client, bureau, filled):
    ticket = tickets.fresh_ticket()
    key, moment, seal = ticket.split(":")

    for forged in (
        f"other:{moment}:{seal}",
        f"{key}:{moment}:",
        f"{key}:zzzzzz:{seal}",
        "a:b:c",
        ":::",
        ticket * 2,
    ):
        answer = client.post(SUBMIT, filled(ticket=forged))
        assert answer.status_code == 200
        assert hidden(answer, "ticket") != forged
    assert not Case.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_other_methods_are_turned_away(client, bureau, method):
    assert getattr(client, method)(SUBMIT).status_code == 405
    assert getattr(client, method)(TRACK).status_code == 405
