"""A handler's words are read by the wording checks before they go out."""

from __future__ import annotations

import re

import pytest

from complaints.models import Reply
from tests.cast import signed_in

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,  # Wagtail's own templates lean on undefined variables
]

PRIVATE = "旅行社已同意退款，请联系经理13800138000。"


@pytest.fixture
def send(office, in_hand):
    client = signed_in(office.handler)

    def post(text: str, *ticks: str):
        return client.post(
            f"/admin/cases/{in_hand.number}/reply/", {"text": text, "checked": ticks}
        )

    return post


def tick(response) -> str:
    found = re.search(
        r'name="checked"[^>]*value="([0-9a-f]{64})"|value="([0-9a-f]{64})"[^>]*name="checked"',
        response.content.decode(),
    )
    assert found, re.findall("<input[^>]*checked[^>]*>", response.content.decode())
    return found[1] or found[2]


def test_personal_data_is_told_before_sending_and_what_was_typed_stays(send):
    response = send(PRIVATE)

    said = response.content.decode()
    assert response.status_code == 200
    assert "138…（11字）" in said
    assert PRIVATE in said
    assert not Reply.objects.exists()


def test_what_was_looked_at_is_sent_on_the_second_press(send):
    response = send(PRIVATE, tick(send(PRIVATE)))

    assert response.status_code == 302
    assert Reply.objects.get().text == PRIVATE


def test_a_tick_for_other_words_does_not_count(send):
    old = tick(send(PRIVATE))

    response = send(PRIVATE.replace("13800138000", "13900139000"), old)

    assert response.status_code == 200
    assert "请按新的提醒再核对一次" in response.content.decode()
    assert not Reply.objects.exists()


def test_plain_words_go_out_at_once(send):
    assert send("旅行社已经同意退还全部团费。").status_code == 302
    assert Reply.objects.count() == 1
