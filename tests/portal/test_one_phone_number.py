"""A phone number is written once; 谁管什么 says who holds a function; what is in use is not deleted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from common.citations import Citation
from common.structure import Bureau, Competence, OtherBody, Person, Unit
from common.structure.phones import numbers_in, read_phones, validate_phones
from disclosure.models import StructurePage
from search import actions
from search.query import read

ROOT = Path(settings.BASE_DIR)
pytestmark = pytest.mark.django_db


def written() -> list[tuple[str, str]]:
    """Every number in demo content, templates and letters, with the file it stands in."""
    files = [
        *ROOT.glob("portal/demo/**/*.toml"),
        *ROOT.glob("*/templates/**/*.html"),
        *ROOT.glob("*/letters/*.md"),
        *ROOT.glob("*/locale/en/LC_MESSAGES/*.po"),
    ]
    assert len(files) >= 100
    own = ROOT / "portal/demo/units.toml"
    found = []
    for path in files:
        text = path.read_text(encoding="utf-8")
        if path.name == "cases.toml":
            # A complainant's own number is part of the case.
            text = re.sub(r'^phone = ".*"$', "", text, flags=re.MULTILINE)
        text = text.replace("hotline-12345", "")
        if path != own:
            found += [(path.name, number) for number in numbers_in(text)]
    return found


def test_no_page_template_or_letter_holds_a_number_of_its_own():
    # The page of a broken server can ask nobody; its number is checked against the row.
    hotline = OtherBody.hotline()

    assert hotline is not None
    number = hotline.phone_list[0].number
    assert set(written()) == {("standing.html", number)}


def test_a_changed_number_shows_on_every_page(client, editor, guide, home):
    market = Unit.objects.create(code="market", name="市场股", phones="0375-1111111")
    Bureau.objects.create(name="示例局", phones="0375-2222222")
    guide.unit = market
    guide.save_revision().publish()
    structure = StructurePage(title="机构", slug="structure")
    home.add_child(instance=structure)
    structure.save_revision().publish()
    held = Competence.objects.get(code="licence-net-bar")
    held.unit = market
    held.save()
    pages = ["/guides/yunling/", "/structure/", "/who-does-what/", held_path(held)]
    for path in pages:
        assert "0375-1111111" in client.get(path).content.decode(), path

    market.phones = "0375-3333333 许可 / Licences"
    market.full_clean()
    market.save()

    for path in pages:
        page = client.get(path).content.decode()
        assert "0375-3333333" in page, path
        assert "0375-1111111" not in page, path
        assert "0375-2222222" in page, path  # the footer's


def held_path(held: Competence) -> str:
    return f"/who-does-what/{held.code}/"


@pytest.mark.ignore_template_errors  # Wagtail's own templates
def test_the_admin_changes_a_phone_and_keeps_the_history(administrator, client, home):
    unit = Unit.objects.create(code="market", name="市场股", phones="0375-1111111")
    form = {"code": "market", "name": "市场股", "position": 0}
    edit = f"/admin/structure/units/edit/{unit.pk}/"

    refused = administrator.post(edit, {**form, "phones": "电话打不通"})
    administrator.post(edit, {**form, "phones": "0375-9999999"})

    unit.refresh_from_db()
    assert "不像电话号码" in refused.content.decode()
    assert unit.phones == "0375-9999999"
    history = administrator.get(f"/admin/structure/units/history/{unit.pk}/")
    assert "编辑" in history.content.decode()


@pytest.mark.ignore_template_errors  # Wagtail's own templates
def test_what_is_in_use_is_not_deleted_and_the_admin_says_why(administrator, guide):
    unit = Unit.objects.create(code="market", name="市场股")
    guide.unit = unit
    guide.save_revision().publish()
    leader = Person.objects.create(name="甲", post="股长", unit=unit)
    body = OtherBody.objects.get(code="city-enforcement")

    for kind, row in (("units", unit), ("bodies", body)):
        path = f"/admin/structure/{kind}/delete/{row.pk}/"
        answer = administrator.post(path, follow=True)
        assert answer.status_code == 200
        assert "不能删除，还有内容用着它" in answer.content.decode()
        assert type(row).objects.filter(pk=row.pk).exists()
    administrator.post(f"/admin/structure/people/delete/{leader.pk}/")
    assert not Person.objects.exists()


@pytest.mark.ignore_template_errors  # Wagtail's own templates
def test_a_shipped_function_is_switched_off_rather_than_deleted(administrator):
    row = Competence.objects.get(code="petition")

    answer = administrator.post(
        f"/admin/structure/competences/delete/{row.pk}/", follow=True
    )

    assert "去掉“启用”的勾" in answer.content.decode()
    assert Competence.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("kind", ["bureau", "units", "people", "competences", "bodies"])
@pytest.mark.ignore_template_errors  # Wagtail's own templates
def test_every_list_and_form_of_the_structure_opens(administrator, kind):
    assert administrator.get(f"/admin/structure/{kind}/").status_code == 200
    assert administrator.get(f"/admin/structure/{kind}/new/").status_code == 200


def test_the_public_list_names_the_holder_and_where_to_turn(client, home):
    page = client.get("/who-does-what/").content.decode()

    assert page.count('class="card power"') == Competence.objects.count() >= 70
    card = page[page.index('id="penalty-culture-market"') :]
    card = card[: card.index("</li>")]
    assert "不归本局" in card
    assert "平顶山市文化市场综合行政执法支队" in card
    assert "待补" in card
    assert 'href="tel:12345"' in card
    assert "《行政处罚法》第十八条" in card
    assert "待核" in card
    assert not client.get("/who-does-what/").cookies


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("q=网吧", "licence-net-bar", "licence-guide"),
        ("q=导游 许可", "", ""),
        ("kind=filing", "filing-guesthouse", "licence-guide"),
        ("holder=elsewhere", "licence-guide", "petition"),
        ("kind=nonsense&holder=x", "petition", ""),
        ("q=" + "长" * 300, "petition", ""),
    ],
)
def test_the_list_is_narrowed_without_javascript(client, home, query, there, not_there):
    page = client.get(f"/who-does-what/?{query}").content.decode()

    assert not there or f'id="{there}"' in page
    assert not not_there or f'id="{not_there}"' not in page


def test_nothing_found_leads_on(client, home):
    page = client.get("/who-does-what/?q=飞碟").content.decode()

    assert "没有找到" in page
    assert "/search/?q=%E9%A3%9E%E7%A2%9F" in page


def test_a_function_that_is_over_or_unknown_is_not_shown(client, home):
    Competence.objects.filter(code="petition").update(active=False)

    assert client.get("/who-does-what/petition/").status_code == 404
    assert client.get("/who-does-what/nothing/").status_code == 404
    assert client.get("/who-does-what/enquiry/").status_code == 200


def test_the_english_list_speaks_english(client, home):
    page = client.get("/en/who-does-what/").content.decode()
    main = page[page.index("<main") : page.index("</main")]
    shown = re.sub(
        r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', "", main, flags=re.DOTALL
    )

    assert re.findall(r"[\u4e00-\u9fff]+", shown) == []


def test_search_finds_who_holds_a_function(index):
    hits = actions.find(read({"q": "导游证"}, language="zh-hans")).hits

    assert "competence:" in " ".join(hit.key for hit in hits)


def test_the_basis_is_guarded_and_followed(home):
    row = Competence.objects.get(code="petition")

    row.save()

    cited = Citation.objects.filter(object_id=row.pk, link=held_path(row))
    assert cited.count() == len(row.addresses) == 3


def test_a_hierarchy_has_no_ring_and_a_code_lasts():
    above = Unit.objects.create(code="a", name="甲")
    below = Unit.objects.create(code="b", name="乙", parent=above)
    above.parent = below
    with pytest.raises(ValidationError, match="下级"):
        above.full_clean()
    below.code = "c"
    with pytest.raises(ValidationError, match="代码建好以后不能改"):
        below.full_clean()


def test_only_those_in_office_are_leaders_and_one_is_head():
    Person.objects.create(name="前任", post="局长", is_head=True, until="2020-01-01")
    Person.objects.create(name="现任", post="局长", is_head=True, since="2020-01-02")

    assert [one.name for one in Person.objects.in_office()] == ["现任"]
    with pytest.raises(ValidationError, match="主要负责人同时只有一位"):
        Person(name="又一位", post="局长", is_head=True).full_clean()


def test_the_bureau_is_one_row():
    Bureau.objects.create(name="示例局")

    with pytest.raises(ValidationError, match="只有一行"):
        Bureau(name="又一个").full_clean()


@pytest.mark.parametrize(
    ("line", "number", "use", "english"),
    [
        ("0375-0000000（示例）", "0375-0000000", "示例", ""),
        (
            "0375-0000000 总机（示例） / desk (x)",
            "0375-0000000",
            "总机（示例）",
            "desk (x)",
        ),
        ("12345 全天可打 / at any hour", "12345", "全天可打", "at any hour"),
        ("13800000000", "13800000000", "", ""),
    ],
)
def test_a_line_is_a_number_and_what_it_is_for(line, number, use, english):
    validate_phones(line)

    found = read_phones(line)[0]
    assert (found.number, found.use, found.use_en) == (number, use, english)


@pytest.mark.parametrize("line", ["打不通", "55", "0375-12", "0000000"])
def test_what_is_no_number_is_refused(line):
    with pytest.raises(ValidationError, match="不像电话号码"):
        validate_phones(line)
