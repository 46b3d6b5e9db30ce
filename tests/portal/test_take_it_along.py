"""What a visitor takes along: a page on paper, a table as data, the catalogue."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail.models import PageViewRestriction

from common.outputs import press
from common.structure import Unit
from disclosure.models import DocumentIndexPage, DocumentPage
from portal.fill.text import body
from tests.conftest import missing

HAN = re.compile(r"[\u4e00-\u9fff]+")
TEXT = """
## 数量
| 项目 | 件数 |
| 许可 | 12 |
| =1+1 | 007 |
%% bar 新收申请 ; 件 ; 自然人最多。
| 申请人 | 件 |
| 自然人 | 4 |
"""


@pytest.fixture(autouse=True)
def _own_papers(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def documents(home) -> DocumentIndexPage:
    made = DocumentIndexPage(title="公开文件", slug="documents")
    home.add_child(instance=made)
    made.save_revision().publish()
    return made


@pytest.fixture
def document(documents) -> DocumentPage:
    made = DocumentPage(
        title="年度报告",
        slug="report",
        summary="=HYPERLINK(1) 概述",
        index_number="11410403-1",
        kind="report",
        made_on=dt.date(2026, 1, 20),
        unit=Unit.objects.create(code="office", name="办公室"),
        body=body(TEXT),
    )
    documents.add_child(instance=made)
    made.save_revision().publish()
    return made


@pytest.fixture
def pango():
    if not press.available():
        missing("Pango or weasyprint is not installed")


def rows(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("path", ["/guides/yunling/", "/documents/report/"])
def test_a_page_has_a_print_version_with_its_address(client, guide, document, path):
    page = client.get(path).content.decode()
    paper = client.get(f"{path}print/")

    assert f'href="{path}print/"' in page
    printed = paper.content.decode()
    assert paper.status_code == 200
    assert not paper.cookies
    assert printed.count("<h1") == 1
    assert '<span class="qr"' in printed
    assert f"http://127.0.0.1:8000{path}" in printed
    assert "主导航" not in printed
    assert 'name="robots" content="noindex' in printed


def test_a_guide_becomes_a_pdf_that_may_be_cached(client, guide, pango):
    answer = client.get("/guides/yunling/pdf/")

    assert answer["Content-Type"] == "application/pdf"
    assert "max-age=600" in answer["Cache-Control"]
    made = PdfReader(io.BytesIO(answer.content))
    text = "".join(page.extract_text() for page in made.pages)
    assert "云岭戏台演出许可" in text
    assert "/guides/yunling/" in text.replace("\n", "")
    again = client.get(
        "/guides/yunling/pdf/", headers={"if-none-match": answer["ETag"]}
    )
    assert again.status_code == 304


def test_a_restricted_page_gives_no_pdf_to_a_stranger(client, guide, pango):
    PageViewRestriction.objects.create(page=guide, restriction_type="login")

    for path in ("print", "pdf"):
        assert client.get(f"/guides/yunling/{path}/").status_code == 302


def test_an_unpublished_page_has_no_paper(client, guide):
    guide.unpublish()

    assert client.get("/guides/yunling/print/").status_code == 404
    assert client.get("/guides/yunling/pdf/").status_code == 404


def test_where_no_pdf_can_be_made_the_page_says_so_and_leads_to_print(
    client, guide, monkeypatch
):
    monkeypatch.setattr("common.outputs.papers.pdf", lambda _html: None)

    answer = client.get("/guides/yunling/pdf/")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "no-store" in answer["Cache-Control"]
    assert 'href="/guides/yunling/print/"' in answer.content.decode()


def test_tables_and_charts_are_data(client, document):
    page = client.get("/documents/report/").content.decode()
    links = re.findall(r'href="(/documents/report/data/[^"]+)"', page)

    assert len(links) == 4
    told = rows(client.get(links[0]))
    assert told == [["项目", "件数"], ["许可", "12"], ["'=1+1", "007"]]
    sheet = load_workbook(io.BytesIO(client.get(links[1]).content)).active
    assert [cell.data_type for cell in sheet["B"]] == ["s", "n", "s"]
    assert sheet["A3"].data_type == "s"
    assert rows(client.get(links[2])) == [["申请人", "件"], ["自然人", "4"]]


@pytest.mark.parametrize(
    "path", ["data/no-such-block/csv/", "data/no-such-block/exe/", "data/x/"]
)
def test_no_other_data_is_there(client, document, path):
    assert client.get(f"/documents/report/{path}").status_code == 404


def test_the_catalogue_names_every_public_document(client, document, documents):
    hidden = DocumentPage(title="内部", slug="hidden", made_on=dt.date(2026, 1, 1))
    documents.add_child(instance=hidden)
    hidden.save_revision().publish()
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    draft = DocumentPage(
        title="草稿", slug="draft", made_on=dt.date(2026, 1, 1), live=False
    )
    documents.add_child(instance=draft)

    told = rows(client.get("/documents/catalogue/csv/"))

    assert told[0][:3] == ["索引号", "名称", "内容概述"]
    assert len(told) == 2
    assert told[1][:7] == [
        "11410403-1",
        "年度报告",
        "'=HYPERLINK(1) 概述",
        "报告",
        "",
        "办公室",
        "2026-01-20",
    ]
    assert told[1][-1].endswith("/documents/report/")
    book = client.get("/documents/catalogue/xlsx/")
    assert load_workbook(io.BytesIO(book.content)).active.max_row == 2
    assert client.get("/documents/catalogue/exe/").status_code == 404


def test_the_chart_of_a_page_is_drawn(client, document):
    page = client.get("/documents/report/").content.decode()

    assert '<svg class="chart__drawing"' in page
    assert "自然人最多。" in document.search_text


def test_paper_and_its_absence_speak_english(client, guide, monkeypatch, pango):
    english = guide.copy_for_translation(
        guide.locale.__class__.objects.get(language_code="en"), copy_parents=True
    )
    english.title = english.matter = english.decided_by = english.statutory_time = "X"
    english.summary = english.fee = "X"
    english.save_revision().publish()
    path = english.get_url()

    printed = client.get(f"{path}print/").content.decode()
    monkeypatch.setattr("common.outputs.papers.pdf", lambda _html: None)
    absent = client.get(f"{path}pdf/").content.decode()

    assert '<html lang="en"' in printed
    assert HAN.findall(printed[printed.index("<main>") :]) == []
    main = absent[absent.index("<main") : absent.index("</main")]
    assert HAN.findall(main) == []
