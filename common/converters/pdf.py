"""A PDF that is whole, unlocked and still: it opens nothing, runs nothing, carries no other file and does not swell."""

from __future__ import annotations

import io
import logging
import re
import zlib
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader, filters, xmp
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    StreamObject,
)

from common.converters.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

# pypdf loads these when it first needs them; behind the doors no file is opened.
LOADED = (filters, xmp)
logging.disable(logging.CRITICAL)

MEGABYTE = 1024 * 1024
MOST_PAGES = 2_000
MOST_OBJECTS = 300_000
MOST_STREAM = 160 * MEGABYTE
MOST_STREAMS = 1024 * MEGABYTE
MOST_PIXELS = 600_000_000
DEEPEST = 200
TAIL_BYTES = 2_048
STEP = 256 * 1024

ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToR",
    "/GoToE",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
    "/GoTo3DView",
    "/Thread",
}
# What may happen without a click: the reader is led within the file.
UNASKED = {"/GoTo", "/Named", "/SetOCGState", "/Hide", "/Trans", "/ResetForm"}
MOST_CHAINED = 100
ANNOTATIONS = {
    "/RichMedia",
    "/Movie",
    "/Screen",
    "/3D",
    "/FileAttachment",
    "/Sound",
    "/PS",
}
CARRIERS = {
    "/EmbeddedFile",
    "/EmbeddedFiles",
    "/EF",
    "/RichMediaContent",
    "/Collection",
}
SCRIPTS = {"/JS", "/JavaScript", "/XFA"}
WEB = re.compile(r"^(https?|mailto|tel):|^(?![/\\]{2})[^:]*$", re.IGNORECASE)
# Also in objects that the table of contents does not name, which a viewer that mends the file would find.
RAW = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia|ImportData)\b")
FLATE = {"/FlateDecode", "/Fl"}


def run(data: bytes) -> tuple[dict[str, Any], bytes]:
    check_ends(data)
    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Refused("encrypted")
    pages = _pages(reader)
    if found := RAW.search(data):
        raise Refused("embedded" if found[1] == b"EmbeddedFile" else "active")
    swollen = 0
    for held in _objects(reader):
        swollen += _check(held)
        if swollen > MOST_STREAMS:
            raise Refused("heavy")
    return {"pages": pages}, b""


def check_ends(data: bytes) -> None:
    """The head is the first byte's and the end mark the last's: nothing hangs before or behind."""
    if not data.startswith(b"%PDF-"):
        raise Refused("mixed" if b"%PDF-" in data[:1024] else "mismatch")
    mark = data.rfind(b"%%EOF")
    if mark < 0:
        raise Refused("broken")
    if data[mark + 5 :].strip(b"\r\n\t \x00\x1a"):
        raise Refused(
            "mixed"
            if len(data) - mark > TAIL_BYTES or b"PK" in data[mark:]
            else "broken"
        )


def _pages(reader: PdfReader) -> int:
    """Walked, not believed: a page tree may bite its own tail or claim what is not there."""
    root = _node(reader.trailer["/Root"])
    open_nodes: list[tuple[Any, int]] = [(root.raw_get("/Pages"), 0)]
    met: set[int] = set()
    pages = 0
    while open_nodes:
        found, depth = open_nodes.pop()
        if isinstance(found, IndirectObject):
            if found.idnum in met or depth > DEEPEST:
                raise Refused("broken")
            met.add(found.idnum)
        node = _node(found)
        if "/Kids" in node:
            open_nodes += [
                (kid, depth + 1)
                for kid in _members(node["/Kids"])
                if not isinstance(kid, NullObject)
            ]
        else:
            pages += 1
        if pages > MOST_PAGES:
            raise Refused("pages")
    if not pages:
        raise Refused("broken")
    return pages


def _members(found: Any) -> list[Any]:
    if not isinstance(found, ArrayObject):
        raise Refused("broken")
    return list(found)


def _node(found: Any) -> DictionaryObject:
    node = found.get_object()
    if not isinstance(node, DictionaryObject):
        raise Refused("broken")
    return node


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Every object that the file knows of, used or not."""
    wanted = {
        (number, generation)
        for generation, numbers in reader.xref.items()
        for number in numbers
    } | {(number, 0) for number in reader.xref_objStm}
    if len(wanted) > MOST_OBJECTS:
        raise Refused("heavy")
    yield reader.trailer
    for number, generation in wanted:
        try:
            yield reader.get_object(IndirectObject(number, generation, reader))
        except PyPdfError:
            # What cannot be read is what no viewer shows.
            continue


def _check(held: Any) -> int:
    """Look at an object and all that lies directly in it; the answer is how far its stream swells."""
    waiting = [held]
    swollen = steps = 0
    while waiting:
        one = waiting.pop()
        steps += 1
        if steps > MOST_OBJECTS:
            raise Refused("heavy")
        if isinstance(one, ArrayObject):
            waiting.extend(list.__iter__(one))
        elif isinstance(one, DictionaryObject):
            _check_keys(one)
            if isinstance(one, StreamObject):
                swollen += _measured(one)
            waiting.extend(dict.values(one))
    return swollen


def _check_keys(one: DictionaryObject) -> None:
    keys = {str(key) for key in one}
    kind = _name(one, "/S")
    if keys & SCRIPTS or kind in ACTIONS or _name(one, "/Subtype") in ANNOTATIONS:
        raise Refused("active")
    if keys & CARRIERS or _name(one, "/Type") == "/EmbeddedFile":
        raise Refused("embedded")
    if kind == "/URI" and not WEB.match(_name(one, "/URI").strip()):
        raise Refused("active")
    if not WEB.match(_name(one, "/Base").strip()):
        raise Refused("active")
    _check_unasked(one)


def _check_unasked(one: DictionaryObject) -> None:
    """What happens when the file is opened or a page is shown; a destination alone is an array and does nothing."""
    waiting = [_value(one, "/OpenAction")]
    more = _value(one, "/AA")
    if isinstance(more, DictionaryObject):
        waiting += [_value(more, key) for key in more]
    steps = 0
    while waiting:
        action = waiting.pop()
        steps += 1
        if steps > MOST_CHAINED:
            raise Refused("active")
        if not isinstance(action, DictionaryObject):
            continue
        if _name(action, "/S") not in UNASKED:
            raise Refused("active")
        following = _value(action, "/Next")
        if isinstance(following, ArrayObject):
            waiting.extend(map(_here, list.__iter__(following)))
        else:
            waiting.append(following)


def _value(one: DictionaryObject, key: str) -> Any:
    """What stands under the key, here or elsewhere in the file."""
    return _here(dict.get(one, key))


def _here(held: Any) -> Any:
    return held.get_object() if isinstance(held, IndirectObject) else held


def _name(one: DictionaryObject, key: str) -> str:
    """The value under the key as a name; what stands elsewhere is looked up."""
    held = _value(one, key)
    return "" if held is None else str(held)


def _measured(one: StreamObject) -> int:
    """How large the stream becomes when it is opened; a picture by its pixels."""
    if {"/F", "/FFilter", "/Ref"} & set(one):
        # Its content lies in another file, which a viewer would fetch.
        raise Refused("linked")
    filters = _filters(one)
    if len(filters) > 3 or sum(name in FLATE for name in filters) > 1:
        raise Refused("heavy")
    if _name(one, "/Subtype") == "/Image" and _pixels(one) > MOST_PIXELS:
        raise Refused("heavy")
    if not filters or filters[0] not in FLATE:
        return len(one._data)
    return _inflated(one._data)


def _inflated(raw: bytes) -> int:
    opener = zlib.decompressobj()
    size, rest = 0, raw
    try:
        while rest and not opener.eof:
            size += len(opener.decompress(rest, STEP))
            rest = opener.unconsumed_tail
            if size > MOST_STREAM:
                raise Refused("heavy")
    except zlib.error:
        return size
    return size


def _filters(one: StreamObject) -> list[str]:
    value = _value(one, "/Filter")
    if isinstance(value, ArrayObject):
        return [str(_here(name)) for name in list.__iter__(value)]
    return [] if value is None else [str(value)]


def _pixels(one: StreamObject) -> int:
    sides = []
    for key in ("/Width", "/Height"):
        try:
            sides.append(int(_name(one, key) or 0))
        except ValueError:
            raise Refused("broken") from None
    return sides[0] * sides[1]
