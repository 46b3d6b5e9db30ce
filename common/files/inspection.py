"""The gate: name, size, leading bytes, then the inside. What cannot be looked at does not come in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from common.converters.refused import Refused
from common.files import outside, recordings, sandbox
from common.files.names import extension_of, shown_name
from common.files.refusals import SENTENCES, FileRefused
from common.files.sorts import FILE_BYTES, PUBLIC, SORTS, SafeFile

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import IO

# A picture that is drawn anew may grow; it is written coarser until it fits what a file may have.
MOST_DRAWN = FILE_BYTES
# Signs that no text has; form feed is a page end of old programs.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
PICTURE_HEADS = {
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
    "webp": b"RIFF",
}


def inspect(
    source: bytes | IO[bytes], name: str, *, allowed: Collection[str] = PUBLIC
) -> SafeFile:
    """The file as it may come in, or FileRefused; a picture comes back drawn anew, everything else as it was."""
    name = shown_name(name)
    extension = extension_of(name)
    if extension not in allowed or extension not in SORTS:
        raise FileRefused("type" if allowed is PUBLIC else "type_of", name, allowed)
    data = source if isinstance(source, bytes) else source.read(FILE_BYTES + 1)
    try:
        made = _checked(data, extension)
    except (Refused, sandbox.NotDone) as refusal:
        raise FileRefused(_known(str(refusal)), name) from None
    return SafeFile(name, extension, SORTS[extension].content_type, made)


def _checked(data: bytes, extension: str) -> bytes:
    if len(data) > FILE_BYTES:
        raise Refused("big")
    if not data:
        raise Refused("empty")
    if outside.EICAR in data:
        raise Refused("virus")
    sort = SORTS[extension]
    if not outside.agrees(data, sort):
        raise Refused("mismatch")
    if sort.task == "picture":
        return _drawn(data, extension)
    if sort.task != "office" and outside.ends_as_zip(data):
        raise Refused("mixed")
    _check_inside(data, extension)
    return data


def _check_inside(data: bytes, extension: str) -> None:
    if extension == "txt":
        decoded(data)
        return
    if SORTS[extension].task == "office":
        sandbox.convert("office", data, extension=extension)
        return
    if outside.hides_webpage(data):
        raise Refused("mixed")
    if extension == "pdf":
        sandbox.convert("pdf", data)
    elif extension == "mp3":
        recordings.check_frames(data)
    else:
        recordings.check_boxes(data, extension)


def _drawn(data: bytes, extension: str) -> bytes:
    drawn = sandbox.convert("picture", data, extension=extension, most=MOST_DRAWN).data
    if not drawn.startswith(PICTURE_HEADS[extension]):
        raise Refused("broken")
    return drawn


def decoded(data: bytes) -> str:
    """The words of a text file, as the programs of this country write it; Refused where it is something else."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROLS.search(words):
            break
        if outside.hides_webpage(data) or outside.is_message(data):
            raise Refused("webpage")
        return words
    raise Refused("not_text")


def _known(code: str) -> str:
    return code if code in SENTENCES else "broken"
