"""Files that mean harm and know the gate: each says the same thing in a way that a simple check would pass by."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from PIL import Image

from tests.common import samples
from tests.common.hostile import EXE, HARMLESS, MEGABYTE, SCRIPT, Hostile, bad
from tests.common.hostile_excel import cell, sheet, sheets
from tests.common.hostile_office import related, split
from tests.common.samples import (
    XML,
    docx,
    docx_parts,
    package,
    pdf,
    relations,
    streamed,
    types,
    words,
)

DDE = "<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>"
COMMAND = "cmd|'/c calc'!A0"


def under_another_ending(body: str) -> bytes:
    """The document's own part is called .dat; its type says what it is."""
    return package(
        {
            "[Content_Types].xml": types(part="/word/document.dat"),
            "_rels/.rels": relations(("officeDocument", "word/document.dat", False)),
            "word/document.dat": words(body),
        }
    )


def fields(*texts: str) -> str:
    """Fields one behind the other, with the marks that part them."""
    return "".join(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{text}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        for text in texts
    )


def said_in_numbers() -> str:
    numbers = " ".join(str(ord(sign)) for sign in "DDEAUTO c:\\cmd.exe")
    return fields(f"QUOTE {numbers}")


def named(formula: str) -> bytes:
    return sheets(
        **{
            "xl/workbook.xml": f'{XML}<workbook xmlns="{samples.NS}/spreadsheetml/2006/main">'
            f'<definedNames><definedName name="x">{formula}</definedName></definedNames></workbook>'
        }
    )


def ruled(element: str, formula: str) -> bytes:
    return sheets(
        **{
            "xl/worksheets/sheet1.xml": f'{XML}<worksheet xmlns="{samples.NS}/spreadsheetml/2006/main">'
            f"<sheetData/><x><{element}>{formula}</{element}></x></worksheet>"
        }
    )


def holding(name: str, part: bytes | str) -> bytes:
    return package({**docx_parts(), name: part})


def told_otherwise() -> bytes:
    """The directory calls the part by one name and the part itself by another."""
    made = bytearray(docx(word__a_xml="<a/>"))
    at = made.index(b"word/a_xml")
    made[at : at + 10] = b"word/b_xml"
    return bytes(made)


def second_directory() -> bytes:
    """One archive behind another; programs that read from the front see another one than those that read from behind."""
    return package({"a.html": SCRIPT}) + docx()


def zip_sixty_four() -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w") as made,
        made.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        part.write(b"<a/>")
    return out.getvalue()


def huge(sort: str, mode: str, side: int) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (side, side)).save(out, sort)
    return out.getvalue()


def link(target: bytes) -> bytes:
    return (
        b"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI "
        + target
        + b" >> >>]"
    )


OFFICE: list[Hostile] = [
    bad("Word: DDE in a part that is not called XML", "a.docx", under_another_ending(DDE), "linked"),
    bad("Word: altChunk in a part that is not called XML", "a.docx", under_another_ending("<w:altChunk/>"), "embedded"),
    bad("Word: DDE behind a field without a blank", "a.docx", docx(fields("PAGE", "DDEAUTO c:\\cmd.exe")), "linked"),
    bad("Word: DDE behind a run without a blank", "a.docx", docx(split("PAGEDDEAUTO c:\\cmd.exe")), "linked"),
    bad("Word: DDE said in numbers", "a.docx", docx(said_in_numbers()), "linked"),
    bad("Word: DDE in a footnote", "a.docx", holding("word/footnotes.xml", words(DDE)), "linked"),
    bad("Word: picture from a share, by a field", "a.docx", docx(split("INCLUDEPICTURE \\\\\\\\evil\\\\a.png")), "linked"),
    bad("Word: another file's table by a field", "a.docx", docx(fields("LINK Excel.Sheet.8 \\\\\\\\evil\\\\a.xls")), "linked"),
    bad("Word: a local file's words by a field", "a.docx", docx(fields("INCLUDETEXT c:\\secret.txt")), "linked"),
    bad("Word: picture from the network, by a field", "a.docx", docx(fields("INCLUDEPICTURE http://evil.example/a.png")), "linked"),
    bad("Word: data base by a field", "a.docx", docx(fields("DATABASE \\d c:\\a.mdb")), "linked"),
    bad("Word: mail merge with a data source", "a.docx",
        holding("word/settings.xml", words('<w:mailMerge><w:connectString w:val="Provider=x"/></w:mailMerge>')), "embedded", "linked"),
    bad("Word: frame from the network", "a.docx", related(("frame", "http://evil.example/", True)), "linked"),
    bad("Word: sound from a share", "a.docx", related(("audio", "\\\\evil\\a.wav", True)), "linked"),
    bad("Word: outside without saying so", "a.docx", related(("image", "http://evil.example/a.png", False)), "linked"),
    bad("Word: link to a program of Windows", "a.docx", related(("hyperlink", "ms-msdt:/id PCWDiagnostic", True)), "linked"),
    bad("Word: link by search-ms", "a.docx", related(("hyperlink", "search-ms:query=x", True)), "linked"),
    bad("Word: DTD in its types", "a.docx", package({**docx_parts(), "[Content_Types].xml": '<!DOCTYPE a><a/>'}), "entities"),
    bad("Word: two names for one part", "a.docx", told_otherwise(), "broken"),
    bad("Word: an archive before it", "a.docx", second_directory(), "broken", "mixed", "mismatch"),
    bad("Word: sizes of 64 bits, no document", "a.docx", zip_sixty_four(), "mismatch", "broken"),
    bad("Word: cabinet as a part", "a.docx", holding("word/media/a.cab", b"MSCF" + bytes(90)), "embedded"),
    bad("Word: packed program as a part", "a.docx", holding("word/media/a.gz", gzip.compress(EXE)), "embedded"),
    bad("Word: program of a Mac as a part", "a.docx", holding("word/media/a", b"\xcf\xfa\xed\xfe" + bytes(90)), "embedded"),
    bad("Word: SVG with script as a picture", "a.docx",
        holding("word/media/a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), "active"),
    bad("Word: SVG that runs on load", "a.docx",
        holding("word/media/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), "active"),
    bad("Excel: DDE in a name", "a.xlsx", named(COMMAND), "linked"),
    bad("Excel: DDE in a rule of a cell", "a.xlsx", ruled("formula1", COMMAND), "linked"),
    bad("Excel: DDE in a format", "a.xlsx", ruled("formula", COMMAND), "linked"),
    bad("Excel: DDE in a table's column", "a.xlsx", ruled("calculatedColumnFormula", COMMAND), "linked"),
    bad("Excel: DDE in a sheet that is not called XML", "a.xlsx",
        sheets(**{"xl/worksheets/sheet9.dat": sheet(f"<c><f>{COMMAND}</f></c>")}), "linked"),
    bad("Excel: picture by a formula", "a.xlsx", cell('_xlfn.IMAGE("http://evil.example/a.png")'), "linked"),
    bad("Excel: real-time data by a formula", "a.xlsx", cell('RTD("evil.server",,"x")'), "linked"),
    bad("Excel: a book on a share by a formula", "a.xlsx", cell("'\\\\evil\\a\\[b.xlsx]S'!A1"), "linked"),
    bad("Excel: DDE without quotation marks", "a.xlsx", cell("cmd|calc!A0"), "linked"),
    bad("Excel: a link to a share", "a.xlsx", cell('HYPERLINK("\\\\evil\\a.exe","x")'), "linked"),
]  # fmt: skip

PDF: list[Hostile] = [
    bad("PDF: goes to a page of the web when opened", "a.pdf",
        pdf(root=b"/OpenAction << /S /URI /URI (http://evil.example) >>"), "active"),
    bad("PDF: goes to the web when a page is shown", "a.pdf",
        pdf(page=b"/AA << /O << /S /URI /URI (http://evil.example) >> >>"), "active"),
    bad("PDF: a link whose start is set elsewhere", "a.pdf",
        pdf(root=b"/URI << /Base (javascript:alert\\(1\\)//) >>", page=link(b"(x)")), "active"),
    bad("PDF: a link in UTF-16 that is script", "a.pdf",
        pdf(page=link(b"<" + "javascript:a".encode("utf-16").hex().encode() + b">")), "active"),
    bad("PDF: a link to a share", "a.pdf", pdf(page=link(b"(\\\\\\\\evil\\\\a.exe)")), "active"),
    bad("PDF: a stream that lies on a share", "a.pdf",
        pdf(streamed(b"", b"/F (\\\\\\\\evil\\\\a)")), "embedded", "active", "linked"),
    bad("PDF: a page drawn from another file", "a.pdf",
        pdf(streamed(b"", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (\\\\\\\\evil\\\\a.pdf) /Page 0 >>")),
        "embedded", "active", "linked"),
    bad("PDF: thread in another file", "a.pdf",
        pdf(root=b"/OpenAction << /S /Thread /F (\\\\\\\\evil\\\\a.pdf) /D 0 >>"), "active", "linked"),
    bad("PDF: PostScript as a picture", "a.pdf", pdf(streamed(b"x", b"/Type /XObject /Subtype /PS")), "active"),
    bad("PDF: an action whose kind stands elsewhere", "a.pdf",
        pdf(b"/Launch", root=b"/OpenAction << /S 6 0 R /F (cmd.exe) >>"), "active"),
    bad("PDF: an action behind another", "a.pdf",
        pdf(root=b"/OpenAction << /S /GoTo /D [0] /Next [<< /S /L#61unch /F (cmd.exe) >>] >>"), "active"),
    bad("PDF: script in an older state of the file", "a.pdf",
        pdf(root=b"/OpenAction << /S /J#61vaScript /JS (x) >>") + pdf()[9:], "active", "broken", "mixed", HARMLESS),
    bad("PDF: hidden behind a first end mark", "a.pdf", pdf() + SCRIPT + b"\n%%EOF\n", "mixed", "broken"),
    bad("PDF: behind a hundred blank lines", "a.pdf", b"\n" * 100 + pdf(), "mismatch", "mixed"),
    bad("PDF: a chain of actions without end", "a.pdf",
        pdf(b"<< /S /GoTo /D [0] /Next 6 0 R >>", root=b"/OpenAction 6 0 R"), "active"),
    bad("PDF: content of 200 MB whose packing is named elsewhere", "a.pdf",
        lambda: pdf(streamed(zlib.compress(bytes(200 * MEGABYTE), 9), b"/Filter 7 0 R"), b"/FlateDecode"), "heavy"),
    bad("PDF: PDF in a PDF's stream", "a.pdf", pdf(streamed(pdf(), b"/Type /EmbeddedFile")), "embedded"),
]  # fmt: skip

REST: list[Hostile] = [
    bad("PNG of 40 million pixels with transparency", "a.png", lambda: huge("PNG", "RGBA", 6_324), HARMLESS),
    bad("PNG of 40 million grey pixels of 16 bits", "a.png", lambda: huge("PNG", "I;16", 6_324), HARMLESS),
    bad("JPEG of 40 million pixels for print", "a.jpg", lambda: huge("JPEG", "CMYK", 6_324), HARMLESS),
    bad("WebP of 20 million pixels with transparency", "a.webp", lambda: huge("WEBP", "RGBA", 4_472), "pixels"),
    bad("WebP of 12 million pixels with transparency", "a.webp", lambda: huge("WEBP", "RGBA", 3_464), HARMLESS),
    bad("text with signs that turn lines round", "a.txt", "if ok\u202e} fi".encode(), HARMLESS),
    bad("text that calls itself a web page late", "a.txt", b"\n" * 3000 + SCRIPT, "webpage"),
    bad("web page behind 5,000 blanks", "a.txt", b" " * 5000 + SCRIPT, "webpage", HARMLESS),
    bad("name with a stream of Windows", "a.txt::$DATA.txt", b"text", HARMLESS),
    bad("reserved name with a second ending", "NUL.a.txt", b"text", HARMLESS),
    bad("name of dots", "....txt", b"text", HARMLESS, "type"),
    bad("name with markup", "<img src=x onerror=alert(1)>.txt", b"text", HARMLESS),
    bad("ending in other letters", "a.ｅｘｅ", EXE, "type"),
    bad("ending with a blank", "a.exe .", EXE, "type"),
]  # fmt: skip

BYPASSES = [*OFFICE, *PDF, *REST]
