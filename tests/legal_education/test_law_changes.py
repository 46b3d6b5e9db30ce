"""A new version makes a to-do for whoever cites the old; it closes by itself, or an editor closes it."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from common import citations
from common.citations import Citation, law_changed
from common.citations.recording import sweep
from common.todo import Todo, TodoState
from legal_education.actions.telling import tell_changes
from legal_education.models import Law, LawVersion, LessonIndexPage, LessonPage
from tests.legal_education.texts import LANTERN

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.database,
    pytest.mark.ignore_template_errors,  # Wagtail's own templates
]

RAIN = "灯会法/2019-03-02/3-1"
OPEN = "灯会法/2019-03-02/3"


def basis(*addresses: str) -> str:
    return json.dumps([{"type": "address", "value": each} for each in addresses])


def body(words: str) -> str:
    return json.dumps([{"type": "paragraph", "value": f"<p>{words}</p>"}])


@pytest.fixture
def shelf(db) -> LessonIndexPage:
    page = LessonIndexPage(title="普法", slug="lessons")
    Page.get_first_root_node().add_child(instance=page)
    return page


@pytest.fixture
def lesson(lanterns, shelf) -> LessonPage:
    page = LessonPage(title="下雨点灯吗", slug="rain", basis=basis(RAIN, OPEN))
    shelf.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def amend(folder, read_in):
    """Brings 灯会法 in as of 2022: article 3 in other words, 3-1 gone."""

    def bring(day: str = "2022年5月1日"):
        text = LANTERN.replace("2019年3月2日", "2022年3月2日").replace(
            "2019年5月1日", day
        )
        text = text.replace("天黑后", "天黑前").replace("第三条之一 下雨不点灯。", "")
        return read_in(folder({"法律/灯会法(2022-03-02).md": text}))

    return bring


def test_whoever_cites_the_old_words_is_asked_to_look(lesson, amend):
    report = amend()

    todo = Todo.objects.get()
    assert report.told == 1
    assert todo.about == lesson
    assert todo.subject == "灯会法"
    assert todo.words.splitlines() == [
        "《灯会法》2022-03-02 的版本已施行。",
        "引用了第三条（2019-03-02）：文字有变动。",
        "引用了第三条之一（2019-03-02）：新版本里没有这一条。",
    ]


def test_words_that_stayed_the_same_are_said_to_have(lesson, amend):
    lesson.basis = basis("灯会法/2019-03-02/1")
    lesson.save_revision().publish()
    amend()

    assert "第一条（2019-03-02）：文字没有变。" in Todo.objects.get().words


def test_importing_again_asks_nothing_more(lesson, amend):
    amend()
    assert amend().told == 0
    assert Todo.objects.count() == 1


def test_a_version_that_comes_later_asks_on_its_day(lesson, amend, monkeypatch):
    day = timezone.localdate() + dt.timedelta(days=10)
    amend(f"{day.year}年{day.month}月{day.day}日")
    assert not Todo.objects.exists()
    assert tell_changes() == 0

    monkeypatch.setattr(timezone, "localdate", lambda *_args: day)

    assert tell_changes() == 1
    assert Todo.objects.get().about == lesson


def test_citing_the_new_words_closes_it(lesson, amend):
    amend()
    lesson.basis = basis("灯会法/2022-03-02/3")
    lesson.save_revision().publish()

    todo = Todo.objects.get()
    assert todo.state == TodoState.CLOSED
    assert todo.closed_at


def test_publishing_without_citing_the_new_words_leaves_it_open(lesson, amend):
    amend()
    lesson.summary = "看灯"
    lesson.save_revision().publish()

    assert Todo.objects.get().state == TodoState.OPEN


def test_deleting_what_cites_closes_it(lesson, amend):
    amend()
    Page.objects.get(pk=lesson.pk).delete()

    assert Todo.objects.get().state == TodoState.CLOSED
    assert not Citation.objects.exists()


def test_a_repeal_asks_too(lesson):
    LawVersion.objects.update(repealed_on="2021-01-01")

    assert tell_changes() == 1
    assert "《灯会法》已不再施行。" in Todo.objects.get().words


def test_the_signal_says_what_was_and_what_is(lanterns, amend):
    heard = []

    def listen(**said):
        heard.append((said["law"], said["before"], said["now"]))

    law_changed.connect(listen)
    try:
        amend()
    finally:
        law_changed.disconnect(listen)

    assert heard == [("灯会法", dt.date(2019, 3, 2), dt.date(2022, 3, 2))]


def test_what_a_text_names_is_recorded_as_it_is_written(lanterns, shelf):
    page = LessonPage(
        title="灯",
        slug="light",
        basis=basis(OPEN),
        body=body("看《灯会法》第三条、第二条第一款第（一）项和《茶会法》第一条。"),
    )
    shelf.add_child(instance=page)
    page.save_revision().publish()

    rows = Citation.objects.order_by("number")
    assert [(row.article_address, row.item, row.written) for row in rows] == [
        ("灯会法/2019-03-02/2", 1, "第二条第一款第（一）项"),
        (OPEN, 0, ""),
    ]


def test_a_page_whose_text_names_the_law_is_up_to_date_once_it_is_published_again(
    lanterns, shelf, amend
):
    page = LessonPage(title="灯", slug="light", body=body("看《灯会法》第三条。"))
    shelf.add_child(instance=page)
    page.save_revision().publish()
    amend()
    assert Todo.objects.get().state == TodoState.OPEN

    page.save_revision().publish()

    assert Todo.objects.get().state == TodoState.CLOSED


def test_anything_else_may_be_recorded_with_its_link(lanterns, client):
    citations.record(Law.objects.get(), [OPEN], link="/who/")

    page = client.get("/law/灯会法/2019-03-02/3/").content.decode()
    assert '<a href="/who/">中华人民共和国灯会法</a>' in page


def test_a_hidden_page_is_not_named_to_the_public(lesson, client):
    address = "/law/灯会法/2019-03-02/3/"
    lesson.unpublish()

    assert "下雨点灯吗" not in client.get(address).content.decode()


def test_what_deleted_things_left_behind_is_swept(lanterns):
    law = Law.objects.get()
    citations.record(law, [OPEN])
    Citation.objects.update(object_id=law.pk + 1)

    assert sweep() == 1
    assert not Citation.objects.exists()


def test_an_editor_finds_the_page_and_says_it_may_stay(
    lesson, amend, admin_client, admin_user
):
    amend()
    todo = Todo.objects.get()

    listed = admin_client.get("/admin/todo/").content.decode()
    assert f"/admin/pages/{lesson.pk}/edit/" in listed
    assert "新版本里没有这一条" in listed
    saved = admin_client.post(
        f"/admin/todo/edit/{todo.pk}/", {"state": "checked", "note": "不影响"}
    )

    assert saved.status_code == 302
    todo.refresh_from_db()
    assert (todo.state, todo.note, todo.closed_by) == (
        TodoState.CHECKED,
        "不影响",
        admin_user,
    )
    assert ModelLogEntry.objects.filter(
        object_id=str(todo.pk), action="wagtail.edit"
    ).exists()


def test_nobody_adds_or_deletes_a_todo(lesson, amend, admin_client):
    amend()
    todo = Todo.objects.get()

    assert admin_client.get("/admin/todo/new/").status_code in {302, 403}
    assert admin_client.post(f"/admin/todo/delete/{todo.pk}/").status_code in {302, 403}
    assert Todo.objects.exists()
