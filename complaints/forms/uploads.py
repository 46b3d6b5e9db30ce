"""Which files may come in: by extension, leading bytes and size.

This is the thin gate: it looks at the outside of a file alone, so what passes is kept sealed and only ever handed on
as a download.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext

from complaints.models.waiting import Upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

MEGABYTE = 1024 * 1024
FILE_BYTES = 10 * MEGABYTE
CASE_BYTES = 30 * MEGABYTE
CASE_FILES = 5
# Beyond this nobody is sending evidence; the line is cut.
PATIENCE_BYTES = 200 * MEGABYTE
NAME_LENGTH = 100

OFFICE = "application/vnd.openxmlformats-officedocument."


def _named(*extensions: str) -> Callable[[bytes], bool]:
    """What the leading bytes are called by puremagic."""

    def looks(data: bytes) -> bool:
        try:
            found = puremagic.magic_string(data[: 64 * 1024])
        except (puremagic.PureError, ValueError):
            return False
        return any(match.extension in extensions for match in found)

    return looks


def _holds(part: str) -> Callable[[bytes], bool]:
    """An office file is a package with its own contents list; the list is read, nothing is unpacked."""

    def looks(data: bytes) -> bool:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                names = set(package.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            return False
        return (
            data.startswith(b"PK\x03\x04")
            and "[Content_Types].xml" in names
            and part in names
        )

    return looks


def _is_text(data: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            return "\x00" not in data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return False


def _is_mp3(data: bytes) -> bool:
    """An ID3 head, or an MPEG frame of layer III."""
    return data.startswith(b"ID3") or (
        len(data) > 2 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2
    )


@dataclass(frozen=True, slots=True)
class Sort:
    content_type: str
    looks: Callable[[bytes], bool]


_JPEG = Sort("image/jpeg", _named(".jpg", ".jpeg"))
SORTS = {
    "pdf": Sort("application/pdf", _named(".pdf")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": Sort("image/png", _named(".png")),
    "webp": Sort("image/webp", _named(".webp")),
    "docx": Sort(f"{OFFICE}wordprocessingml.document", _holds("word/document.xml")),
    "xlsx": Sort(f"{OFFICE}spreadsheetml.sheet", _holds("xl/workbook.xml")),
    "txt": Sort("text/plain", _is_text),
    "mp4": Sort("video/mp4", _named(".mp4")),
    "m4a": Sort("audio/mp4", _named(".m4a", ".mp4")),
    "mp3": Sort("audio/mpeg", _is_mp3),
}
ACCEPT = ",".join(f".{extension}" for extension in SORTS)


def plain_name(name: str) -> str:
    """The sender's name for the file, without folders and unseen signs; shown, never used as a path or header."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip(
        " ."
    )
    stem, dot, extension = seen.rpartition(".")
    return f"{stem[:NAME_LENGTH]}{dot}{extension[:8]}" if dot else seen[:NAME_LENGTH]


def examined(file: UploadedFile[Any]) -> Upload:
    """The file, if it may come in; otherwise why not, naming it."""
    name = plain_name(file.name or "")
    told = {"name": name or "?", "most": FILE_BYTES // MEGABYTE}
    extension = name.rpartition(".")[2].lower()
    if extension not in SORTS or name == extension:
        raise ValidationError(
            gettext(
                "“%(name)s”不是可以接收的类型。可以上传 PDF、图片、Word、Excel、文本、录音和视频。"
            )
            % told
        )
    if (file.size or 0) > FILE_BYTES:
        raise ValidationError(
            gettext("“%(name)s”超过 %(most)d MB。更大的材料请到现场提交或者邮寄。")
            % told
        )
    data = file.read()
    if not data:
        raise ValidationError(gettext("“%(name)s”是空文件，请检查后重新选择。") % told)
    if not SORTS[extension].looks(data):
        raise ValidationError(
            gettext(
                "“%(name)s”的内容和扩展名不一致，可能已损坏或者改过名，请换成原文件。"
            )
            % told
        )
    return Upload(name, extension, SORTS[extension].content_type, data)


class BoundedUploadHandler(FileUploadHandler):
    """Keeps uploads in memory, so that no clear copy touches the disk, and keeps no more than a case may hold."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.came = self.held = 0
        self.parts: list[bytes] = []
        self.dropped = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.parts, self.dropped = [], False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.came += len(raw_data)
        if self.came > PATIENCE_BYTES:
            raise StopUpload(connection_reset=True)
        if (
            start + len(raw_data) > FILE_BYTES
            or self.held + len(raw_data) > CASE_BYTES + FILE_BYTES
        ):
            self._let_go()
        if not self.dropped:
            self.parts.append(raw_data)
            self.held += len(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """A file that was let go keeps its name and a size that the form refuses."""
        size = max(file_size, FILE_BYTES + 1) if self.dropped else file_size
        content = io.BytesIO(b"".join(self.parts))
        self.parts = []
        return InMemoryUploadedFile(
            content,
            self.field_name,
            self.file_name or "?",
            self.content_type,
            size,
            self.charset,
        )

    def _let_go(self) -> None:
        self.held -= sum(len(part) for part in self.parts)
        self.parts, self.dropped = [], True
