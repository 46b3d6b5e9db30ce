"""What editors upload goes through the same gate, and documents are handed out as downloads that run nothing."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Canvas
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, UploadedFile

from tests import cast
from tests.common import samples

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

Picture, Document = get_image_model(), get_document_model()


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def admin():
    return cast.signed_in(cast.administrator())


def marked() -> bytes:
    mark = Canvas.Exif()
    mark[0x0112], mark[0x010E] = 6, "GPS of my home"
    return samples.picture(size=(40, 30), exif=mark)


def posted(client, name: str, file: str, data: bytes, **more):
    return client.post(
        reverse(name, **more),
        {
            "title": "标题",
            "file": SimpleUploadedFile(file, data),
            "collection": Collection.get_first_root_node().pk,
            "tags": "",
        },
    )


def test_a_picture_loses_its_marks_and_keeps_its_way_up(admin):
    posted(admin, "wagtailimages:add", "照片.jpg", marked())

    kept = Picture.objects.get()
    with kept.file.open() as held:
        data = held.read()
    assert b"GPS" not in data
    assert (kept.width, kept.height) == Canvas.open(io.BytesIO(data)).size == (30, 40)
    assert kept.file_size == len(data)


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("a.svg", b"<svg/>", "不是可以接收的类型。可以上传 jpg、jpeg、png、webp。"),
        ("a.jpg", samples.pdf(), "内容和扩展名不一致"),
        ("a.png", samples.picture("PNG")[:60], "打不开"),
    ],
)
def test_a_picture_that_may_not_come_in_is_told_in_chinese(admin, file, data, said):
    answer = posted(admin, "wagtailimages:add", file, data)

    assert said in answer.content.decode()
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("a.zip", samples.package({"a": "b"}), "可以上传 pdf、docx"),
        (
            "a.pdf",
            samples.pdf(root=b"/OpenAction << /S /JavaScript /JS (x) >>"),
            "脚本",
        ),
        ("a.docx", samples.docx('<w:altChunk id="r1"/>'), "嵌有其他文件"),
        ("a.txt", b"<html><script>", "内容是网页"),
    ],
)
def test_a_document_that_may_not_come_in_is_told_in_chinese(admin, file, data, said):
    answer = posted(admin, "wagtaildocs:add", file, data)

    assert said in answer.content.decode()
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["wagtailimages:add", "wagtaildocs:add"])
def test_a_refusal_is_told_once_and_the_title_stays(admin, name):
    answer = posted(admin, name, "a.pdf" if "docs" in name else "a.jpg", b"<svg/>")

    assert [str(one) for one in answer.context["form"].errors["file"]] == [
        f"“{'a.pdf' if 'docs' in name else 'a.jpg'}”的内容和扩展名不一致，可能已损坏或者改过名，请换成原文件。"
    ]
    assert answer.context["form"]["title"].value() == "标题"


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in samples.GOOD
        if name.endswith(("pdf", "docx", "xlsx", "txt", "mp4", "mp3"))
    ],
)
def test_a_good_document_comes_in(admin, name):
    posted(admin, "wagtaildocs:add", name, samples.GOOD[name])

    with Document.objects.get().file.open() as held:
        assert held.read() == samples.GOOD[name]


def test_a_change_without_a_new_file_asks_for_none(admin):
    posted(admin, "wagtailimages:add", "照片.jpg", samples.picture())
    kept = Picture.objects.get()

    admin.post(
        reverse("wagtailimages:edit", args=[kept.pk]),
        {"title": "新标题", "collection": kept.collection_id, "tags": ""},
    )

    assert Picture.objects.get().title == "新标题"


@pytest.mark.parametrize(
    "name", ["wagtailimages:add_multiple", "wagtaildocs:add_multiple"]
)
def test_the_box_for_many_files_has_the_same_gate(admin, name):
    answer = admin.post(
        reverse(name),
        {
            "title": "标题",
            "files[]": SimpleUploadedFile(
                "a.txt" if "docs" in name else "a.jpg", b"<svg onload=x>"
            ),
            "collection": Collection.get_first_root_node().pk,
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert answer.json()["success"] is False
    assert "“" in answer.json()["error_message"]


@pytest.mark.parametrize(
    "name", ["wagtailimages_chooser:create", "wagtaildocs_chooser:create"]
)
def test_the_chooser_has_the_same_gate(admin, name):
    prefix = "image" if "images" in name else "document"
    prefix = f"{prefix}-chooser-upload"
    answer = admin.post(
        reverse(name),
        {
            f"{prefix}-title": "标题",
            f"{prefix}-file": SimpleUploadedFile(
                "a.pdf" if "docs" in name else "a.jpg", b"<svg/>"
            ),
            f"{prefix}-collection": Collection.get_first_root_node().pk,
        },
    )

    assert "内容和扩展名不一致" in answer.json()["htmlFragment"]


@pytest.mark.parametrize(
    "row",
    [
        lambda: Picture(title="a", file=ContentFile(b"<svg/>", name="a.png")),
        lambda: Document(title="a", file=ContentFile(b"MZ", name="a.pdf")),
        lambda: UploadedFile(file=ContentFile(b"MZ", name="a.pdf")),
    ],
)
def test_code_that_passes_by_the_forms_does_not_pass_by_the_gate(row):
    with pytest.raises(ValidationError):
        row().save()


def test_a_picture_that_code_stores_loses_its_marks_too():
    Picture.objects.create(title="a", file=ContentFile(marked(), name="a.jpg"))

    kept = Picture.objects.get()
    with kept.file.open() as held:
        assert b"GPS" not in held.read()
    assert (kept.width, kept.height) == (30, 40)


@pytest.mark.parametrize(
    ("file", "data"), [("公告.pdf", samples.pdf()), ("公告.txt", b"text")]
)
def test_a_document_is_a_download_that_runs_nothing(admin, client, file, data):
    posted(admin, "wagtaildocs:add", file, data)
    kept = Document.objects.get()

    answer = client.get(kept.url)

    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert client.get(kept.url + "x").status_code == 404
