"""Good files of every sort come in; pictures come in as pixels and nothing else."""

from __future__ import annotations

import io

import pytest
from django.utils import translation
from PIL import Image

from common.files import PUBLIC, FileRefused, accept, inspect, sandbox
from common.files.names import shown_name
from common.files.refusals import SENTENCES
from tests.common import hostile_excel, samples


def opened(data: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(data))
    made.load()
    return made


def test_every_sort_that_may_come_in_has_a_good_file():
    assert {name.rpartition(".")[2] for name in samples.GOOD} == set(PUBLIC)
    assert accept() == ",".join(f".{extension}" for extension in PUBLIC)


@pytest.mark.parametrize("name", samples.GOOD)
def test_a_good_file_comes_in_under_its_own_name(name):
    safe = inspect(samples.GOOD[name], name)

    assert safe.name == name
    assert safe.extension == name.rpartition(".")[2]
    assert safe.size > 0
    if not safe.content_type.startswith("image/"):
        assert safe.data == samples.GOOD[name]


def test_a_capital_ending_is_the_same_ending():
    assert inspect(samples.pdf(), "A.PDF").extension == "pdf"


def test_a_stream_is_read_as_well():
    assert inspect(io.BytesIO(samples.pdf()), "a.pdf").data == samples.pdf()


def test_a_picture_is_turned_before_its_marks_go():
    mark = Image.Exif()
    mark[0x0112] = 6

    made = opened(inspect(samples.picture(size=(40, 30), exif=mark), "a.jpg").data)

    assert made.size == (30, 40)
    assert not made.getexif()


@pytest.mark.parametrize(
    ("sort", "name", "mode"),
    [
        ("JPEG", "a.jpg", "CMYK"),
        ("JPEG", "a.jpg", "L"),
        ("PNG", "a.png", "I;16"),
        ("PNG", "a.png", "LA"),
        ("PNG", "a.png", "P"),
        ("WEBP", "a.webp", "RGB"),
    ],
)
def test_a_picture_in_an_unusual_mode_keeps_its_size(sort, name, mode):
    made = opened(inspect(samples.picture(sort, mode=mode), name).data)

    assert made.size == (40, 30)
    assert ("A" in made.mode) == ("A" in mode)


def test_the_colours_of_a_picture_stay():
    out = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 40)).save(out, "PNG")

    made = opened(inspect(out.getvalue(), "a.png").data)

    assert made.getpixel((10, 10)) == (200, 30, 40)


@pytest.mark.parametrize(
    ("sort", "name", "mode", "size"),
    [
        ("JPEG", "a.jpg", "RGB", (7700, 5100)),
        ("JPEG", "a.jpg", "CMYK", (7700, 5100)),
        ("PNG", "a.png", "RGBA", (7700, 5100)),
        ("WEBP", "a.webp", "RGBA", (5100, 3800)),
    ],
)
def test_the_largest_picture_fits_the_sandbox(sort, name, mode, size):
    mark = Image.Exif()
    mark[0x0112] = 6

    safe = inspect(samples.picture(sort, size, mode, exif=mark), name)

    assert opened(safe.data).size == size[::-1]
    assert sandbox.last.megabytes <= sandbox.MEGABYTES
    assert sandbox.last.seconds <= sandbox.SECONDS


@pytest.mark.parametrize(
    ("sort", "name", "size"),
    [("PNG", "a.png", (8000, 5001)), ("WEBP", "a.webp", (5000, 4001))],
)
def test_a_larger_one_is_told_how_large_it_may_be(sort, name, size):
    with pytest.raises(FileRefused, match="4000 万像素（WebP 格式 2000 万，"):
        inspect(samples.picture(sort, size, "L"), name)


@pytest.mark.parametrize(
    "field",
    [
        'HYPERLINK "https://www.gov.cn/adde" \\o "LINK"',
        'TOC \\o "1-3" \\h \\z \\u',
        "INCLUDEPICTURE &quot;C:\\\\Users\\\\a\\\\1.png&quot; \\* MERGEFORMATINET",
        "QUOTE &quot;2026年&quot;",
        "PAGE",
    ],
)
def test_a_word_file_may_hold_the_fields_that_people_use(field):
    told = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{field}</w:instrText></w:r></w:p>'
        "<m:oMath><m:f><m:t>|a|</m:t></m:f></m:oMath>"
    ).replace("<m:oMath>", '<m:oMath xmlns:m="urn:m">')

    assert inspect(samples.docx(told), "a.docx")


@pytest.mark.parametrize(
    "formula",
    [
        'SUM(A1:A9)&amp;"|"',
        'HYPERLINK("https://www.gov.cn/","办理")',
        "Registered!A1+Calls!B2",
        'IF(A1="","",VLOOKUP(A1,名单!A:B,2,0))',
    ],
)
def test_an_excel_file_may_hold_the_formulas_that_people_use(formula):
    assert inspect(hostile_excel.cell(formula), "a.xlsx")


@pytest.mark.parametrize(
    "more",
    [
        {"root": b"/OpenAction [3 0 R /Fit] /URI << /Base (https://www.gov.cn/) >>"},
        {"root": b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"},
        {
            "page": b"/Annots [<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://www.gov.cn/) >> >>]"
        },
        {"page": b"/AA << /O << /S /Named /N /NextPage >> >>"},
    ],
)
def test_a_pdf_may_hold_the_links_that_people_use(more):
    assert inspect(samples.pdf(**more), "a.pdf")


@pytest.mark.parametrize(
    "rows",
    [
        [("hyperlink", "https://www.gov.cn/", True)],
        [("hyperlink", "mailto:a@example.org", True)],
        [("hyperlink", "#bookmark", True)],
        [("attachedTemplate", "file:///C:\\Users\\a\\Normal.dotm", True)],
        [("image", "media/image1.png", False)],
        [("package", "embeddings/chart.xlsx", False)],
    ],
)
def test_a_word_file_may_hold_what_people_put_in(rows):
    parts = {
        **samples.docx_parts(),
        "word/_rels/document.xml.rels": samples.relations(*rows),
        "word/media/image1.png": samples.picture("PNG"),
        "word/embeddings/chart.xlsx": samples.xlsx(),
    }

    assert inspect(samples.package(parts), "a.docx").size


@pytest.mark.parametrize(
    "field", ["PAGE \\* MERGEFORMAT", 'TOC \\o "1-3"', "HYPERLINK \\l a", "REF DDEX"]
)
def test_the_fields_of_a_word_file_may_stay(field):
    body = f"<w:p><w:r><w:instrText>{field}</w:instrText></w:r></w:p>"

    assert inspect(samples.docx(body), "a.docx").size


def test_a_pdf_may_open_at_a_page_and_link_to_the_web():
    made = samples.pdf(
        root=b"/OpenAction [3 0 R /Fit]",
        page=b"/Annots [<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://www.gov.cn/) >> >>]",
    )

    assert inspect(made, "a.pdf").data == made


def test_an_ofd_is_for_editors_alone():
    made = samples.package({"OFD.xml": "<a/>", "Doc_0/Document.xml": "<a/>"})

    assert inspect(made, "公文.ofd", allowed=["ofd"]).content_type == "application/ofd"
    with pytest.raises(FileRefused, match="可以上传 PDF、图片"):
        inspect(made, "公文.ofd")


def test_where_other_sorts_are_asked_for_they_are_named():
    with pytest.raises(FileRefused, match="可以上传 jpg、png。"):
        inspect(b"x", "a.gif", allowed=["jpg", "png"])


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("证据.pdf", "证据.pdf"),
        ("../../etc/证据.pdf", "证据.pdf"),
        ("C:\\a\\证据.pdf", "证据.pdf"),
        ("证据\u202efdp.exe", "证据fdp.exe"),
        ("证\x00据\r\n.pdf", "证据.pdf"),
        ("合同.exe.pdf", "合同_exe.pdf"),
        ("报告.2023.v1.2.docx", "报告.2023.v1.2.docx"),
        ("a.html.svg.php.pdf", "a_html_svg_php.pdf"),
        ("nul.txt", "_nul.txt"),
        ("  名 \t 称  .txt", "名 称.txt"),
        ("长" * 300 + ".pdf", "长" * 100 + ".pdf"),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_name_is_shown_without_what_could_deceive(given, shown):
    assert shown_name(given) == shown


def test_every_refusal_says_what_to_do_and_has_its_english():
    with translation.override("en"):
        english = [str(FileRefused(code, "a.pdf").message) for code in SENTENCES]
    with translation.override("zh-hans"):
        chinese = [str(FileRefused(code, "a.pdf").message) for code in SENTENCES]

    assert len(chinese) >= 20
    assert all("“a.pdf”" in one and one.endswith("。") for one in chinese)
    assert all(one.isascii() or "“a.pdf”" in one for one in english)
    assert not [one for one in english if any("一" <= sign <= "鿿" for sign in one)]
