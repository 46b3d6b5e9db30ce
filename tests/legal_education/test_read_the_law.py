"""The law library in the eyes of a citizen: lists, a law, an article, in Chinese and under /en/."""

from __future__ import annotations

import pytest

from legal_education.models import Law, LawVersion
from tests import cast
from tests.legal_education.texts import LANTERN

pytestmark = pytest.mark.django_db

LAW = "/law/灯会法/"


@pytest.fixture
def two_versions(lanterns, folder, read_in):
    newer = LANTERN.replace("2019年5月1日 施行", "2024年6月7日 《决定》修正").replace(
        "天黑后点", "黄昏点"
    )
    read_in(
        folder(
            {
                "法律/灯会法(2024-06-07).md": newer,
                "地方法规/河南/河南省灯会条例.md": LOCAL,
            }
        )
    )


LOCAL = "# 河南省灯会条例\n\n2010年1月1日 河南省人民代表大会常务委员会通过\n\n<!-- INFO END -->\n\n第一条 灯要亮。\n"


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_library_lists_laws_by_level_place_and_words(client, two_versions):
    everything = page(client, "/law/")
    assert "中华人民共和国灯会法" in everything
    assert "河南省灯会条例" in everything
    local = page(client, "/law/?level=local")
    assert "河南省灯会条例" in local
    assert "中华人民共和国灯会法" not in local
    assert "中华人民共和国灯会法" not in page(client, "/law/?region=河南省")
    assert "没有找到" in page(client, "/law/?title=花会")
    assert "河南省灯会条例" in page(client, "/law/?title=条例&level=nonsense&page=99")


def test_without_a_date_the_address_leads_to_the_version_in_force(client, two_versions):
    assert client.get(LAW).headers["Location"].endswith("/2024-06-07/")
    assert client.get(f"{LAW}3-1/").headers["Location"].endswith("/2024-06-07/3-1/")


def test_a_version_shows_its_facts_its_tree_and_all_its_articles(client, two_versions):
    shown = page(client, f"{LAW}2019-03-02/")
    assert shown.count('<h1 class="page-title"') == 1
    for words in (
        "2019-05-01",
        "第一节 时间",
        "下雨不点灯。",
        "已被新版本取代",
        "看现行版本",
        "法律文本库文件",
    ):
        assert words in shown
    assert 'id="a3-1"' in shown


def test_a_version_of_unknown_day_in_force_says_so(client, two_versions):
    assert "生效日期待核" in page(client, f"{LAW}2024-06-07/")
    assert (
        "生效日期待核"
        not in page(client, f"{LAW}2019-03-02/").replace("其他版本", "§").split("§")[0]
    )


def test_an_article_shows_its_words_its_place_and_its_neighbours(client, two_versions):
    shown = page(client, f"{LAW}2024-06-07/3/")
    for words in (
        "黄昏点",
        "第二章 点灯 / 第一节 时间",
        "/2024-06-07/2/",
        "/2024-06-07/3-1/",
        "/2019-03-02/3/",
    ):
        assert words in shown
    assert "https://flk.npc.gov.cn" in shown


def test_an_article_of_an_old_version_warns_and_leads_on(client, two_versions):
    shown = page(client, f"{LAW}2019-03-02/3/")
    assert "这是旧版本" in shown
    assert "/2024-06-07/" in shown


@pytest.mark.parametrize(
    "address",
    [
        "/law/没有法/",
        f"{LAW}2001-01-01/",
        f"{LAW}2019-02-31/",
        f"{LAW}2019-03-02/9/",
        f"{LAW}9/",
        f"{LAW}旧/",
    ],
)
@pytest.mark.parametrize("language", ["", "/en"])
def test_what_is_not_there_is_a_404(client, two_versions, address, language):
    assert client.get(language + address).status_code == 404


def test_a_law_without_any_version_is_a_404(client, db):
    Law.objects.create(key="空法", title="空法", level="statute")
    assert client.get("/law/空法/").status_code == 404


def test_in_english_the_frame_is_english_and_the_law_stays_chinese(
    client, two_versions
):
    shown = page(client, f"/en{LAW}2019-03-02/3/")
    assert "Next article" in shown
    assert '<div class="law-text" lang="zh-Hans"><p>灯在天黑后点。</p>' in shown
    assert f"/en{LAW}"[:4] in client.get(f"/en{LAW}").headers["Location"]
    assert "Law library" in page(client, "/en/law/")
    assert "Contents" in page(client, f"/en{LAW}2019-03-02/")


def test_reading_leaves_no_trace_and_sets_no_cookie(client, two_versions):
    answer = client.get(f"{LAW}2019-03-02/")
    assert not answer.cookies
    assert "Accept-Language" not in answer.headers.get("Vary", "")


def test_a_long_law_asks_no_question_for_each_article(
    client, folder, read_in, django_assert_max_num_queries, db
):
    many = "\n\n".join(f"第{number}条 灯{number}。" for number in range(1, 301))
    read_in(
        folder(
            {
                "法律/长法.md": f"# 长法\n\n2001年1月1日 通过\n\n<!-- INFO END -->\n\n{many}\n"
            }
        )
    )
    with django_assert_max_num_queries(15):
        assert page(client, "/law/长法/2001-01-01/").count('<div id="a') == 300


def test_markup_in_a_text_is_shown_and_not_obeyed(client, folder, read_in, db):
    evil = "# 恶法\n\n2001年1月1日 通过\n\n<!-- INFO END -->\n\n第一条 <script>alert(1)</script>\n"
    read_in(folder({"法律/恶法.md": evil}))
    assert "<script>alert" not in page(client, "/law/恶法/2001-01-01/")
    assert "<script>alert" not in page(client, "/law/恶法/2001-01-01/1/")


@pytest.mark.ignore_template_errors
def test_an_editor_keeps_short_names_and_nothing_else(two_versions):
    desk = cast.signed_in(cast.administrator())
    law = Law.objects.get(key="灯会法")
    assert "中华人民共和国灯会法" in desk.get("/admin/laws/?q=灯会").content.decode()
    desk.post(f"/admin/laws/edit/{law.pk}/", {"aliases": "灯法", "title": "改名"})
    law.refresh_from_db()
    assert (law.aliases, law.title) == ("灯法", "中华人民共和国灯会法")
    assert desk.get("/admin/laws/new/").status_code == 302
    desk.post(f"/admin/laws/delete/{law.pk}/")
    assert LawVersion.objects.filter(law=law).count() == 2
