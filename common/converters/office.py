"""Word, Excel and OFD files: a zip whose every part is known, that runs nothing and asks for nothing from outside."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import Any

from common.converters import commands, directory
from common.converters.refused import Refused
from common.converters.xml import Reader

codecs.lookup("cp437")  # zipfile's own for old names; loaded before the doors are shut

MAIN = {
    "docx": "wordprocessingml.document.main+xml",
    "xlsx": "spreadsheetml.sheet.main+xml",
}
TYPES = "[Content_Types].xml"
MACRO_TYPES = re.compile(r"macroenabled|vbaproject|macrosheet|activex", re.IGNORECASE)
MACRO_NAMES = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/|activex/)", re.IGNORECASE
)
FOREIGN_TYPES = re.compile(
    r"text/html|message/rfc822|x-shockwave|octet-stream.*exe|oleobject", re.IGNORECASE
)
FOREIGN_NAMES = re.compile(
    r"\.(html?|xhtml|mht|mhtml|hta|js|jse|vbs|vbe|wsf|exe|dll|scr|com|bat|cmd|ps1|lnk|swf|jar|msi|rtf|eml|url)$"
    r"|(^|/)oleobject[^/]*$|(^|/)afchunk",
    re.IGNORECASE,
)
# An old compound document, programs of Windows, Linux, Java and the Mac, other archives.
FOREIGN_HEADS = (
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MSCF",
)
# A drawing of Windows may be packed like this; nothing else in an office file is.
PACKED_HEAD, PACKED_DRAWING = (
    b"\x1f\x8b",
    re.compile(r"\.(emz|wmz)$", re.IGNORECASE),
)
EMBEDDED = re.compile(r"\.(docx|xlsx)$", re.IGNORECASE)
XML_NAMES = re.compile(r"\.(xml|rels|vml|svg)$", re.IGNORECASE)
# A part's type decides what it is read as, not its ending: whatever begins like XML is looked at as XML.
XML_HEAD = re.compile(rb"(\xef\xbb\xbf)?[\s\x00]*<|\xff\xfe|\xfe\xff")
LINKED_PARTS = re.compile(
    r"^xl/(externallinks/|connections\.xml|querytables/)", re.IGNORECASE
)
WEB = re.compile(r"^(https?|mailto|tel):|^#", re.IGNORECASE)
# Word writes down where its own template lay; only one that is fetched from elsewhere is an attack.
OWN_TEMPLATE = re.compile(r"^(file:///[a-z]:|[a-z]:\\|[^/\\:]+$)", re.IGNORECASE)
# Said by a relation whether or not it owns to lead outside.
ELSEWHERE = re.compile(r"^([a-z][a-z0-9+.-]+:|//|\\\\)", re.IGNORECASE)
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR"


def run(data: bytes, extension: str, depth: int = 0) -> tuple[dict[str, Any], bytes]:
    directory.checked_end(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        directory.checked_entries(package, len(data))
        names = package.namelist()
        _check_main(package, names, extension)
        _check_names(names)
        for name in names:
            _check_part(name, _unpacked(package, name), depth)
    return {"parts": len(names)}, b""


def _unpacked(package: zipfile.ZipFile, name: str) -> bytes:
    """One part whole; its size was asked of the directory, and zipfile gives no byte more."""
    try:
        return package.read(name)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError):
        raise Refused("broken") from None


def _check_names(names: list[str]) -> None:
    for name in names:
        if MACRO_NAMES.search(name):
            raise Refused("macro")
        if FOREIGN_NAMES.search(name):
            raise Refused("embedded")
        if LINKED_PARTS.search(name):
            raise Refused("linked")


def _check_main(package: zipfile.ZipFile, names: list[str], extension: str) -> None:
    """The package says of itself that it is what its name says, and holds that part."""
    if extension == "ofd":
        if "OFD.xml" not in names:
            raise Refused("mismatch")
        return
    if TYPES not in names:
        raise Refused("mismatch")
    types: dict[str, str] = {}

    def seen(_name: str, given: dict[str, str]) -> None:
        kind = given.get("ContentType", "")
        if MACRO_TYPES.search(kind):
            raise Refused("macro")
        if FOREIGN_TYPES.search(kind):
            raise Refused("embedded")
        types[given.get("PartName", given.get("Extension", "")).lstrip("/")] = kind

    Reader(seen).run(_unpacked(package, TYPES))
    main = [part for part, kind in types.items() if kind.endswith(MAIN[extension])]
    if not any(part in names for part in main):
        raise Refused("mismatch")


def _check_part(name: str, part: bytes, depth: int) -> None:
    if EICAR in part:
        raise Refused("virus")
    if part.startswith(FOREIGN_HEADS):
        raise Refused("embedded")
    if EMBEDDED.search(name):
        # The table behind a chart: looked at like the file itself, and holding no further one.
        if depth:
            raise Refused("embedded")
        run(part, name.lower()[-4:], depth + 1)
    elif part.startswith(b"PK\x03\x04") or (
        part.startswith(PACKED_HEAD) and not PACKED_DRAWING.search(name)
    ):
        raise Refused("embedded")
    elif name.lower().endswith(".rels"):
        Reader(_relation).run(part)
    elif XML_NAMES.search(name) or XML_HEAD.match(part):
        commands.check(part)


def _relation(_name: str, given: dict[str, str]) -> None:
    """Nothing is fetched from elsewhere when the file is opened; what a person clicks on may lead to the web."""
    kind, target = given.get("Type", "").rpartition("/")[2], given.get("Target", "")
    if kind in {"vbaProject", "activeXControlBinary"}:
        raise Refused("macro")
    if kind in {"oleObject", "aFChunk", "control", "subDocument"}:
        raise Refused("embedded")
    if given.get("TargetMode", "").lower() != "external" and not ELSEWHERE.match(
        target.strip()
    ):
        return
    allowed = {"hyperlink": WEB, "attachedTemplate": OWN_TEMPLATE}.get(kind)
    if allowed is None or not allowed.match(target.strip()):
        raise Refused("linked")
