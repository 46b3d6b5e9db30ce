"""The sorts of file that may come in, by extension."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MEGABYTE = 1024 * 1024
FILE_BYTES = 10 * MEGABYTE
OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Sort:
    """`task` is the converter that looks into it, `puremagic` the names by which its leading bytes may go."""

    content_type: str
    task: str
    puremagic: tuple[str, ...] = ()
    has_text: bool = False


_JPEG = Sort("image/jpeg", "picture", (".jpg", ".jpeg", ".jfif"))
SORTS = {
    "pdf": Sort("application/pdf", "pdf", (".pdf",), has_text=True),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": Sort("image/png", "picture", (".png",)),
    "webp": Sort("image/webp", "picture", (".webp",)),
    "docx": Sort(f"{OFFICE}wordprocessingml.document", "office", has_text=True),
    "xlsx": Sort(f"{OFFICE}spreadsheetml.sheet", "office"),
    "txt": Sort("text/plain", "", has_text=True),
    "mp4": Sort("video/mp4", "", (".mp4",)),
    "m4a": Sort("audio/mp4", "", (".m4a", ".mp4")),
    "mp3": Sort("audio/mpeg", ""),
    # The state's own page format (GB/T 33190): editors publish it, citizens have no program that writes it.
    "ofd": Sort("application/ofd", "office"),
}
PUBLIC = tuple(extension for extension in SORTS if extension != "ofd")


@dataclass(frozen=True, slots=True)
class SafeFile:
    """A file that was looked at and may come in."""

    name: str
    extension: str
    content_type: str
    data: bytes

    @property
    def size(self) -> int:
        return len(self.data)


def accept(extensions: Iterable[str] = PUBLIC) -> str:
    """For the attribute of a file box."""
    return ",".join(f".{extension}" for extension in extensions)
