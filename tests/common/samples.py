"""Small, real files of every sort, made here so that none of unknown origin is kept."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import openpyxl
from PIL import Image

NS = "http://schemas.openxmlformats.org"
REL = f"{NS}/officeDocument/2006/relationships"
WORD = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
XML = '<?xml version="1.0" encoding="UTF-8"?>'
TEXT = "旅行社收了团费以后一直不发团，也不退钱。"


def pdf(
    *more: bytes,
    root: bytes = b"",
    page: bytes = b"",
    content: bytes | None = None,
    head: bytes = b"",
) -> bytes:
    """One page with a line of text; `more` are objects from number 6 on, `root` and `page` go into those two."""
    stream = b"BT /F1 12 Tf 72 720 Td (Hello) Tj ET" if content is None else content
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R " + root + b" >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> " + page + b" >>",
            streamed(stream),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            *more,
        ],
        head=head,
    )


def assembled(
    objects: list[bytes], *, head: bytes = b"", trailer: bytes = b""
) -> bytes:
    out = io.BytesIO(b"%PDF-1.7\n" + head)
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, trailer, start)
    )
    return out.getvalue()


def streamed(body: bytes, about: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(body), about) + body + b"\nendstream"


def flate(body: bytes, about: bytes = b"") -> bytes:
    return streamed(zlib.compress(body, 9), b"/Filter /FlateDecode " + about)


def picture(
    sort: str = "JPEG",
    size: tuple[int, int] = (40, 30),
    mode: str = "RGB",
    **how: object,
) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(out, sort, **how)
    return out.getvalue()


def package(parts: dict[str, bytes | str], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return out.getvalue()


def relations(*rows: tuple[str, str, bool]) -> str:
    """Each row: kind, target, whether it lies outside."""
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{REL}/{kind}" Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if out else ""}/>'
        for number, (kind, target, out) in enumerate(rows)
    )
    return f'{XML}<Relationships xmlns="{NS}/package/2006/relationships">{lines}</Relationships>'


def types(main: str = WORD, part: str = "/word/document.xml", more: str = "") -> str:
    return (
        f'{XML}<Types xmlns="{NS}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="{part}" ContentType="{main}"/>{more}</Types>'
    )


def words(body: str) -> str:
    return f'{XML}<w:document xmlns:w="{NS}/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'


def docx_parts(body: str = "", paragraphs: int = 1) -> dict[str, bytes | str]:
    lines = "".join(
        f"<w:p><w:r><w:t>第{number}段：{TEXT}</w:t></w:r></w:p>"
        for number in range(paragraphs)
    )
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", False)),
        "word/document.xml": words(body + lines),
    }


def docx(body: str = "", paragraphs: int = 1, **more: bytes | str) -> bytes:
    """`more` are parts, their names with `__` for a slash."""
    extra = {name.replace("__", "/"): part for name, part in more.items()}
    return package({**docx_parts(body, paragraphs), **extra})


def xlsx(rows: int = 20) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for number in range(rows):
        sheet.append([number, f"旅行社{number}", f"=A{number + 1}*2"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def box(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


def film(brand: bytes = b"isom", track: bytes = b"vide", *more: bytes) -> bytes:
    handler = box(b"hdlr", bytes(8) + track + bytes(13))
    return (
        box(b"ftyp", brand + bytes(4) + brand + b"mp42")
        + b"".join(more)
        + box(b"moov", box(b"mvhd", bytes(100)) + box(b"trak", box(b"mdia", handler)))
        + box(b"mdat", bytes(range(256)) * 4)
    )


def sound(frames: int = 40, head: bytes = b"", tail: bytes = b"") -> bytes:
    """MPEG 1, layer III, 128 kbit/s, 44.1 kHz: 417 bytes a frame."""
    return head + (b"\xff\xfb\x90\x00" + b"\x55" * 413) * frames + tail


def id3(body: bytes) -> bytes:
    size = len(body)
    return (
        b"ID3\x03\x00\x00"
        + bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
        + body
    )


GOOD = {
    "证据 材料.pdf": pdf(),
    "现场照片.jpg": picture(),
    "现场照片.jpeg": picture(),
    "截图.png": picture("PNG"),
    "透明.png": picture("PNG", mode="RGBA"),
    "黑白.png": picture("PNG", mode="1"),
    "照片.webp": picture("WEBP"),
    "情况说明.docx": docx(paragraphs=30),
    "明细.xlsx": xlsx(),
    "经过.txt": TEXT.encode(),
    "经过（记事本）.txt": TEXT.encode("gb18030"),
    "视频.mp4": film(),
    "录音.m4a": film(b"M4A ", b"soun"),
    "录音.mp3": sound(),
    "录音（有标签）.mp3": sound(head=id3(bytes(64)), tail=b"TAG" + bytes(125)),
}
