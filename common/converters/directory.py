"""The directory of a zip, read before anything is unpacked: how much it says it holds, and under which names."""

from __future__ import annotations

import re
import stat
import struct
import zipfile

from common.converters.refused import Refused

MEGABYTE = 1024 * 1024
MOST_ENTRIES = 2_000
MOST_BYTES = 100 * MEGABYTE
MOST_RATIO = 100
# A part of a few hundred blanks packs a thousand times; the ratio is asked of parts that weigh something.
WEIGHS_BYTES = MEGABYTE
END = struct.Struct("<4s4H2LH")
LOCAL_HEAD_BYTES = 30
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1 | 0x40
OUTWARD = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(^|/)\.\.?(/|$)|//|[\x00-\x1f]")


def checked_end(data: bytes) -> None:
    """One zip and nothing else: it begins at the first byte and its directory ends at the last."""
    at = len(data) - END.size
    if (
        not data.startswith(b"PK\x03\x04")
        or at < 0
        or data[at : at + 4] != b"PK\x05\x06"
    ):
        raise Refused("broken" if data.rfind(b"PK\x05\x06") < 0 else "mixed")
    _, disk, first, here, entries, size, offset, _ = END.unpack(data[at:])
    if disk or first or here != entries or offset + size != at:
        raise Refused("broken")
    if not 0 < entries <= MOST_ENTRIES:
        raise Refused("heavy")


def checked_entries(package: zipfile.ZipFile, whole: int) -> None:
    """`whole` is the size of the file itself."""
    entries = package.infolist()
    names = {entry.filename.lower() for entry in entries}
    if len(names) != len(entries):
        raise Refused("broken")
    total = 0
    for entry in entries:
        _check(entry)
        total += entry.file_size
    if total > MOST_BYTES or total > MOST_RATIO * whole:
        raise Refused("heavy")
    _check_overlaps(entries)


def _check(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise Refused("encrypted")
    if OUTWARD.search(entry.orig_filename) or stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("outward")
    if entry.compress_type not in METHODS:
        raise Refused("broken")
    if (
        entry.file_size > WEIGHS_BYTES
        and entry.file_size > MOST_RATIO * entry.compress_size
    ):
        raise Refused("heavy")


def _check_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share their bytes make a small file endless."""
    reached = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < reached:
            raise Refused("heavy")
        reached = entry.header_offset + LOCAL_HEAD_BYTES + entry.compress_size
