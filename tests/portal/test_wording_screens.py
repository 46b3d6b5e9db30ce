"""An editor publishes: what blocks is refused with a list and nothing is lost; a false alarm is answered for."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import PageLogEntry

from common.outbox import OutboxRow
from common.wording.confirmation import WordingConfirmation
from common.wording.entries import WordingEntry
from disclosure.models import GuidePage
from tests import cast

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,  # Wagtail's own templates lean on undefined variables
]

RESIDUE = "演出，联系人：待补"
PRIVATE = "演出，联系13800138000"


def typed(guide: GuidePage, **changes: str) -> dict[str, str]:
    streams = {
        f"{name}-count": "0"
        for name in ("basis", "conditions", "materials", "steps", "body")
    }
    words = {
        name: str(getattr(guide, name) or "")
        for name in (
            "title",
            "slug",
            "summary",
            "matter",
            "decided_by",
            "statutory_time",
            "fee",
        )
    }
    return {
        **streams,
        **words,
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "seo_title": "",
        **changes,
    }  # fmt: skip


def publish(client, guide, **changes):
    return client.post(
        reverse("wagtailadmin_pages:edit", args=[guide.pk]),
        typed(guide, **changes, **{"action-publish": "1"}),
    )


def grant(username: str, codename: str) -> None:
    person = get_user_model().objects.get(username=username)
    person.user_permissions.add(Permission.objects.get(codename=codename))


def test_a_block_refuses_to_publish_says_why_and_keeps_what_was_typed(editor, guide):
    response = publish(editor, guide, matter=RESIDUE)

    guide.refresh_from_db()
    said = response.content.decode()
    assert response.status_code == 200
    assert guide.matter == "演出"
    assert "事项名称：“待补”：还没有写完。" in said
    assert "删去，或者补上内容" in said
    assert f'value="{RESIDUE}"' in said


def test_a_new_page_is_refused_the_same_way_and_none_is_made(editor, guides):
    blank = GuidePage(
        title="新的指南",
        slug="new",
        matter=RESIDUE,
        decided_by="本局",
        statutory_time="3日",
        fee="不收费",
    )

    response = editor.post(
        reverse("wagtailadmin_pages:add", args=["disclosure", "guidepage", guides.pk]),
        typed(blank, **{"action-publish": "1"}),
    )  # fmt: skip

    assert response.status_code == 200
    assert "待补" in response.content.decode()
    assert not GuidePage.objects.filter(slug="new").exists()


def test_a_draft_is_always_kept(editor, guide):
    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=[guide.pk]),
        typed(guide, matter=PRIVATE),
    )

    assert response.status_code == 302
    guide.refresh_from_db()
    assert guide.get_latest_revision_as_object().matter == PRIVATE


def test_a_warning_passes_and_is_told(editor, guide):
    response = publish(editor, guide, matter="演出，会议布署了工作")

    guide.refresh_from_db()
    assert response.status_code == 302
    assert guide.matter == "演出，会议布署了工作"
    shown = editor.get(response.url).content.decode()
    assert "用语检查还有 1 处提示" in shown
    assert "布署" in shown


def test_publishing_several_at_once_meets_the_same_bar(editor, guide):
    guide.matter = RESIDUE
    guide.save_revision()

    response = editor.post(
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        + f"?id={guide.pk}"
    )

    guide.refresh_from_db()
    assert response.url == reverse("wording:page", args=[guide.pk])
    assert guide.matter == "演出"
    assert "没有发布" in editor.get(response.url).content.decode()


def test_a_false_alarm_is_confirmed_once_with_a_reason_and_kept(editor, guide):
    grant("bianji", "add_wordingconfirmation")
    guide.matter = RESIDUE
    guide.save_revision()
    address = reverse("wording:page", args=[guide.pk])
    found = guide.get_latest_revision_as_object().passages.findings(guide.pk)
    digest = found[0].finding.digest

    assert (
        "请写明"
        in editor.post(address, {"digest": digest, "reason": ""}).content.decode()
    )
    editor.post(address, {"digest": digest, "reason": "这是作品的名字"})
    editor.post(address, {"digest": digest, "reason": "再确认一次看看"})

    kept = WordingConfirmation.objects.get()
    assert (kept.phrase, kept.reason, kept.by.username) == (
        "待补",
        "这是作品的名字",
        "bianji",
    )
    assert PageLogEntry.objects.filter(action="portal.wording.confirm").count() == 1
    assert (
        "这是作品的名字"
        in editor.get(
            reverse("wagtailadmin_pages:history", args=[guide.pk])
        ).content.decode()
    )
    assert publish(editor, guide, matter=RESIDUE).status_code == 302
    assert publish(editor, guide, matter=PRIVATE).status_code == 200


def test_personal_data_takes_a_right_of_its_own_and_is_not_kept_in_clear(
    editor, administrator, guide
):
    grant("bianji", "add_wordingconfirmation")
    guide.matter = PRIVATE
    guide.save_revision()
    address = reverse("wording:page", args=[guide.pk])
    said = {
        "digest": guide.passages.findings(guide.pk)[0].finding.digest,
        "reason": "这是公开的值班手机",
    }

    assert editor.post(address, said).status_code in {302, 403}
    assert not WordingConfirmation.objects.exists()

    administrator.post(address, said)
    assert WordingConfirmation.objects.get().phrase == "138…（11字）"
    assert "13800138000" not in administrator.get(address).content.decode()
    assert publish(editor, guide, matter=PRIVATE).status_code == 302


def test_who_may_not_edit_a_page_does_not_see_its_findings(db, guide):
    stranger = cast.signed_in(
        type(cast.editor()).objects.create_user("luren", password="a-long-password")
    )

    assert stranger.get(reverse("wording:page", args=[guide.pk])).status_code == 302


def test_an_entry_is_edited_in_the_admin_with_history_and_a_bad_one_is_refused(
    administrator,
):
    row = WordingEntry.objects.get(pattern="布署")
    address = reverse("wording_list:edit", args=[row.pk])
    form = {
        name: getattr(row, name) or ""
        for name in ("code", "kind", "level", "pattern", "exceptions", "together", "since", "suggestion", "reason", "hit", "near")
    } | {"active": "on"}  # fmt: skip

    refused = administrator.post(address, form | {"pattern": "布[署", "hit": "布署"})
    assert refused.status_code == 200
    assert "方括号要成对" in refused.content.decode()

    assert administrator.post(address, form | {"level": "block"}).status_code == 302
    row.refresh_from_db()
    assert row.level == "block"
    assert (
        administrator.get(reverse("wording_list:history", args=[row.pk])).status_code
        == 200
    )
    assert administrator.get(reverse("wording_list:index")).status_code == 200
    assert (
        reverse("wording_list:index")
        in administrator.get(reverse("wagtailadmin_home")).content.decode()
    )


def test_a_text_is_tried_and_not_kept(editor):
    said = editor.post(
        reverse("wording:try"), {"text": "会议布署了工作"}
    ).content.decode()
    fine = editor.post(
        reverse("wording:try"), {"text": "会议部署了工作"}
    ).content.decode()

    assert "查出 1 处" in said
    assert "没有查出" in fine
    assert not OutboxRow.objects.exists()


def test_the_whole_site_comes_as_a_table(editor, guide, tmp_path, capsys):
    GuidePage.objects.filter(pk=guide.pk).update(matter="会议布署了工作")
    file = tmp_path / "found.csv"

    call_command("check_wording", csv=str(file))
    call_command("check_wording", level="block")

    rows = file.read_text(encoding="utf-8-sig").splitlines()
    assert any("布署" in row and "事项名称" in row and "提醒" in row for row in rows)
    assert "共 0 处" in capsys.readouterr().out
    for form in ("csv", "xlsx"):
        assert editor.get(reverse("wording:site", args=[form])).status_code == 200
    assert editor.get(reverse("wording:site", args=["pdf"])).status_code == 404
