"""Files that mean harm, each with what must become of it. The parts stand beside: hostile_pdf.py, hostile_office.py."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PIL import Image

from tests.common import samples
from tests.common.samples import box, film, id3, picture, sound

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
MHT = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>'
GIF = b"GIF89a/*" + bytes(20) + b"*/=1;alert(1);"
EXE = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(200)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MEGABYTE = 1024 * 1024
# It comes in, and what was harmful is gone; the test looks for what is left.
HARMLESS = "harmless"


@dataclass(frozen=True)
class Hostile:
    """`outcomes` are the codes of refusal that are right, or HARMLESS."""

    what: str
    name: str
    build: Callable[[], bytes]
    outcomes: tuple[str, ...]


def bad(
    what: str, name: str, build: Callable[[], bytes] | bytes, *outcomes: str
) -> Hostile:
    made = (lambda: build) if isinstance(build, bytes) else build
    return Hostile(what, name, made, outcomes)


def chunk(name: bytes, body: bytes) -> bytes:
    return (
        struct.pack(">I", len(body))
        + name
        + body
        + struct.pack(">I", zlib.crc32(name + body))
    )


def png(width: int, height: int, *chunks: bytes, rows: bytes = b"") -> bytes:
    """A picture of one bit a pixel whose head says what we like."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(chunks)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def jpeg_of(width: int, height: int) -> bytes:
    """A true JPEG whose head claims another size."""
    made = bytearray(picture())
    at = made.index(b"\xff\xc0")
    made[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(made)


def many_frames() -> bytes:
    """Ten thousand frames of one small picture."""
    small = picture("WEBP", (8, 8), lossless=True)
    body = small[12:]
    frame = (
        b"ANMF"
        + struct.pack("<I", 16 + len(body))
        + bytes(6)
        + bytes([7, 0, 0, 7, 0, 0, 10, 0, 0, 0])
        + body
    )
    inside = (
        b"VP8X" + struct.pack("<I", 10) + bytes([2, 0, 0, 0, 7, 0, 0, 7, 0, 0])
        + b"ANIM" + struct.pack("<I", 6) + bytes(6) + frame * 10_000
    )  # fmt: skip
    return b"RIFF" + struct.pack("<I", 4 + len(inside)) + b"WEBP" + inside


def moving_png() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("L", (8, 8), shade) for shade in range(200)]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def told(sort: str, **tags: str) -> bytes:
    """A picture with an EXIF head."""
    mark = Image.Exif()
    mark[0x010E], mark[0x9286] = tags.get("title", "x"), "x"
    mark.get_ifd(0x8825)[1] = "N"
    return picture(sort, exif=mark)


def zipped() -> bytes:
    return samples.package({"a.html": SCRIPT})


def zip_to_the_end(data: bytes, rest: bytes) -> bytes:
    """An archive in the middle whose comment reaches to the last byte."""
    held = bytearray(zipped())
    held[-2:] = struct.pack("<H", len(rest))
    return data + bytes(held) + rest


def in_other_clothes(data: bytes, *names: str) -> list[tuple[str, bytes]]:
    return [(name, data) for name in names]


POLYGLOTS = [
    bad("GIF with script as a JPEG", "a.jpg", GIF, "mismatch"),
    bad("GIF with script as a PNG", "a.png", GIF, "mismatch"),
    bad(
        "PDF with a web page behind its head",
        "a.pdf",
        samples.pdf(head=b"%" + SCRIPT + b"\n"),
        "mixed",
    ),
    bad("web page before a PDF", "a.pdf", SCRIPT + samples.pdf(), "mismatch", "mixed"),
    bad("JPEG with an archive behind", "a.jpg", picture() + zipped(), HARMLESS),
    bad("PNG with an archive behind", "a.png", picture("PNG") + zipped(), HARMLESS),
    bad("WebP with a web page behind", "a.webp", picture("WEBP") + SCRIPT, HARMLESS),
    bad("JPEG with a PDF behind", "a.jpg", picture() + samples.pdf(), HARMLESS),
    bad(
        "JPEG with PHP in its comment",
        "a.jpg",
        lambda: picture(comment=b"<?php system($_GET[0]); ?>"),
        HARMLESS,
    ),
    bad(
        "JPEG with script in EXIF",
        "a.jpg",
        lambda: told("JPEG", title=SCRIPT.decode()),
        HARMLESS,
    ),
    bad(
        "PNG with script in a text chunk",
        "a.png",
        lambda: png(8, 8, chunk(b"tEXt", b"Title\0" + SCRIPT), rows=bytes(16)),
        HARMLESS,
    ),
    bad(
        "PNG with a place in EXIF", "a.png", lambda: told("PNG", title="home"), HARMLESS
    ),
    bad("WebP with EXIF", "a.webp", lambda: told("WEBP", title="home"), HARMLESS),
    bad(
        "JPEG with a colour profile of 60 KB",
        "a.jpg",
        lambda: picture(icc_profile=bytes(60_000)),
        HARMLESS,
    ),
    bad("PDF with an archive behind", "a.pdf", samples.pdf() + zipped(), "mixed"),
    bad(
        "PDF with an archive before its end mark",
        "a.pdf",
        lambda: zip_to_the_end(samples.pdf(), b"\n%%EOF\n"),
        "mixed",
    ),
    bad("PDF with script behind", "a.pdf", samples.pdf() + SCRIPT * 90, "mixed"),
    bad("MP3 with a web page in its head", "a.mp3", sound(head=id3(SCRIPT)), "mixed"),
    bad("MP3 with an archive behind", "a.mp3", sound(tail=zipped()), "mixed"),
    bad("MP3 with a program behind", "a.mp3", sound(tail=EXE), "mixed"),
    bad(
        "MP4 with a web page in a free box",
        "a.mp4",
        film(b"isom", b"vide", box(b"free", SCRIPT)),
        "mixed",
    ),
    bad("MP4 with an archive behind", "a.mp4", film() + zipped(), "mixed"),
    bad("MP4 with a PDF behind", "a.mp4", film() + samples.pdf(), "broken"),
    bad(
        "MP4 with an unknown outer box", "a.mp4", film() + box(b"evil", SCRIPT), "mixed"
    ),
    bad("Word file behind a program", "a.docx", EXE + samples.docx(), "mixed"),
    bad("Word file with script behind", "a.docx", samples.docx() + SCRIPT, "mixed"),
    bad(
        "text that ends as an archive",
        "a.txt",
        b"hello\n" + zipped(),
        "mixed",
        "not_text",
    ),
]

DISGUISES = [
    bad(f"{what} as {name}", name, data, *outcomes)
    for what, data, names, outcomes in (
        ("SVG", SVG, ("a.jpg", "a.png", "a.pdf"), ("mismatch",)),
        ("SVG", SVG, ("a.txt",), ("webpage",)),
        (
            "SVG behind a byte order mark",
            b"\xef\xbb\xbf" + SVG,
            ("a.webp",),
            ("mismatch",),
        ),
        ("web page", SCRIPT, ("a.txt",), ("webpage",)),
        ("web page", SCRIPT, ("a.pdf", "a.mp4", "a.mp3"), ("mismatch", "mixed")),
        ("web page", SCRIPT, ("a.docx",), ("broken",)),
        ("saved web page", MHT, ("a.txt",), ("webpage",)),
        ("saved web page", MHT, ("a.docx",), ("broken",)),
        ("program", EXE, ("a.pdf", "a.jpg"), ("mismatch",)),
        ("program", EXE, ("a.txt",), ("not_text",)),
        (
            "ELF",
            b"\x7fELF\x02\x01" + bytes(90),
            ("a.txt", "a.mp3"),
            ("not_text", "mismatch"),
        ),
        ("old Word file", OLE, ("a.docx", "a.xlsx"), ("broken",)),
        ("RTF", rb"{\rtf1\ansi{\object\objdata 01}}", ("a.docx",), ("broken",)),
        ("JPEG", picture(), ("a.png", "a.webp"), ("mismatch",)),
        ("PNG", picture("PNG"), ("a.jpg",), ("mismatch",)),
        ("BMP", picture("BMP"), ("a.jpg",), ("mismatch",)),
        ("TIFF", picture("TIFF"), ("a.jpg",), ("mismatch",)),
        ("ICO", picture("ICO"), ("a.png",), ("mismatch",)),
        (
            "HEIC",
            box(b"ftyp", b"heic\0\0\0\0mif1") + bytes(90),
            ("a.mp4", "a.jpg"),
            ("mismatch",),
        ),
        ("film", film(), ("a.m4a",), ("mismatch",)),
        ("archive", zipped(), ("a.docx", "a.xlsx"), ("mismatch",)),
        ("archive", zipped(), ("a.txt",), ("mixed", "not_text")),
        ("UTF-16", "文字".encode("utf-16"), ("a.txt",), ("not_text",)),
        (
            "zeros",
            bytes(400),
            ("a.txt", "a.mp3", "a.mp4"),
            ("not_text", "mismatch", "broken"),
        ),
    )
    for name in names
]

NAMES = [
    bad("name turned round to hide .exe", "photo\u202egpj.exe", picture(), "type"),
    bad("name turned round before its end", "合同\u202excod.pdf", samples.pdf(), HARMLESS),
    bad("name with a way out of the folder", "../../etc/cron.d/合同.pdf", samples.pdf(), HARMLESS),
    bad("name with a Windows folder", "C:\\Users\\Public\\合同.pdf", samples.pdf(), HARMLESS),
    bad("name with a zero byte", "合同.exe\x00.pdf", samples.pdf(), HARMLESS),
    bad("name with line ends", "合同\r\nSet-Cookie: a=b.pdf", samples.pdf(), HARMLESS),
    bad("name of 5,000 signs", "长" * 5000 + ".pdf", samples.pdf(), HARMLESS),
    bad("reserved name", "CON.pdf", samples.pdf(), HARMLESS),
    bad("program under two endings", "合同.pdf.exe", EXE, "type"),
    bad("two endings, the last one harmless", "合同.exe.pdf", samples.pdf(), HARMLESS),
    bad("nothing but an ending", ".pdf", samples.pdf(), "type"),
    bad("no ending", "合同", samples.pdf(), "type"),
    *(bad(f"ending {ending}", f"a.{ending}", SCRIPT, "type")
      for ending in ("svg", "html", "mht", "zip", "doc", "docm", "gif", "js", "exe", "ofd")),
]  # fmt: skip

PICTURES = [
    bad(
        "PNG of 900 million pixels",
        "a.png",
        lambda: png(30_000, 30_000, rows=bytes(8 * MEGABYTE)),
        "pixels",
    ),
    bad(
        "PNG of 1 by 1,000,000",
        "a.png",
        lambda: png(1, 1_000_000, rows=bytes(2_000_000)),
        "pixels",
    ),
    bad(
        "PNG that stops after its head",
        "a.png",
        lambda: png(6_000, 6_000, rows=bytes(100)),
        "broken",
        HARMLESS,
    ),
    bad(
        "PNG with a text of 200 MB",
        "a.png",
        lambda: png(
            8,
            8,
            chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200 * MEGABYTE), 9)),
            rows=bytes(16),
        ),
        "broken",
        HARMLESS,
    ),
    bad(
        "PNG with a profile of 200 MB",
        "a.png",
        lambda: png(
            8,
            8,
            chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(200 * MEGABYTE), 9)),
            rows=bytes(16),
        ),
        "broken",
        HARMLESS,
    ),
    bad(
        "PNG with 100,000 chunks",
        "a.png",
        lambda: png(8, 8, chunk(b"tEXt", b"a\0b") * 100_000, rows=bytes(16)),
        "broken",
        "heavy",
        HARMLESS,
    ),
    bad(
        "JPEG that claims 65,500 by 65,500",
        "a.jpg",
        lambda: jpeg_of(65_500, 65_500),
        "pixels",
    ),
    bad(
        "JPEG that claims 6,000 by 6,000",
        "a.jpg",
        lambda: jpeg_of(6_000, 6_000),
        "broken",
        HARMLESS,
    ),
    bad("WebP of 10,000 frames", "a.webp", many_frames, "animated"),
    bad("moving PNG", "a.png", moving_png, "animated"),
    bad(
        "PNG with a broken sum",
        "a.png",
        picture("PNG")[:40] + b"\xff" * 4 + picture("PNG")[44:],
        "broken",
    ),
    bad(
        "JPEG of nothing but heads",
        "a.jpg",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + b"\xff\xfe\x00\x02" * 20_000,
        "broken",
    ),
]

RECORDINGS = [
    bad("MP3 of nothing but a head", "a.mp3", id3(bytes(64)), "broken"),
    bad(
        "MP3 whose head is longer than the file",
        "a.mp3",
        b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f" + bytes(40),
        "broken",
    ),
    bad("MP3 cut in a frame", "a.mp3", sound()[:-200], HARMLESS),
    bad(
        "MP4 whose box is longer than the file",
        "a.mp4",
        film() + struct.pack(">I4s", 1 << 30, b"mdat"),
        "broken",
    ),
    bad(
        "MP4 with a box of 64 bits",
        "a.mp4",
        film() + struct.pack(">I4sQ", 1, b"mdat", 1 << 62),
        "broken",
    ),
    bad(
        "MP4 with a box without length",
        "a.mp4",
        film() + struct.pack(">I4s", 3, b"free"),
        "broken",
    ),
    bad("MP4 of 100,000 boxes", "a.mp4", film() + box(b"free") * 100_000, "broken"),
    bad("MP4 without content", "a.mp4", box(b"ftyp", b"isom\0\0\0\0"), "broken"),
]

PLAIN = [
    bad("EICAR", "a.txt", EICAR, "virus"),
    bad("EICAR in a PDF", "a.pdf", samples.pdf(content=EICAR), "virus"),
    bad("text with a zero byte", "a.txt", b"a\x00b", "not_text"),
    bad("text cut in a sign", "a.txt", "一二三".encode()[:-1], "not_text", HARMLESS),
    bad("text with terminal commands", "a.txt", b"\x1b]0;title\x07\x1b[31mred", "not_text"),
    *(bad(f"empty {ending}", f"a.{ending}", b"", "empty") for ending in ("pdf", "jpg", "docx", "txt", "mp3")),
    *(bad(f"one byte over 10 MB, {name}", name, partial(bytes.ljust, head, 10 * MEGABYTE + 1, b"\0"), "big")
      for name, head in (("a.pdf", samples.pdf()), ("a.jpg", picture()), ("a.mp3", sound()), ("a.docx", samples.docx()))),
    *(bad(f"half of {name}", name, data[: len(data) * 6 // 10], "broken", "mismatch")
      for name, data in (("a.pdf", samples.pdf()), ("a.jpg", picture(size=(400, 300))), ("a.png", picture("PNG", (400, 300))),
                         ("a.webp", picture("WEBP", (400, 300))), ("a.docx", samples.docx()), ("a.xlsx", samples.xlsx()),
                         ("a.mp4", film()), ("a.m4a", film(b"M4A ", b"soun")))),
]  # fmt: skip

OUTSIDE = [*POLYGLOTS, *DISGUISES, *NAMES, *PICTURES, *RECORDINGS, *PLAIN]
