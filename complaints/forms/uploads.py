"""How much may come in with one form; what sort of file may is common/files' to say."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from common.files import FILE_BYTES, FileRefused, inspect
from common.files.names import shown_name

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

    from common.files import SafeFile

MEGABYTE = 1024 * 1024
CASE_BYTES = 30 * MEGABYTE
CASE_FILES = 5
# Beyond this nobody is sending evidence; the line is cut.
PATIENCE_BYTES = 200 * MEGABYTE


def looked_at(file: UploadedFile[Any]) -> SafeFile:
    """The file, if it may come in; what the handler let go of was too large."""
    if (file.size or 0) > FILE_BYTES:
        raise FileRefused("big", shown_name(file.name or ""))
    return inspect(file.read(), file.name or "")


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
