"""Sound and film by structure alone: nothing is decoded here, so nothing but lengths is believed."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from common.converters.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

BRANDS = {
    b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso8", b"mp41", b"mp42", b"avc1", b"M4A ", b"M4B ",
    b"M4V ", b"MSNV", b"dash", b"3gp4", b"3gp5", b"3gp6", b"mmp4", b"f4v ", b"cmfc", b"hvc1",
}  # fmt: skip
OUTER = {
    b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid", b"meta", b"moof", b"mfra", b"sidx", b"ssix",
    b"styp", b"pdin", b"udta", b"emsg", b"prft",
}  # fmt: skip
MOST_BOXES = 20_000

BITRATES = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
LEAST_FRAMES = 4


def check_boxes(data: bytes, extension: str) -> None:
    """MP4 and M4A: boxes from the first byte to the last, a known brand, and tracks of the sort that the name says."""
    boxes = list(_boxes(data, 0, len(data)))
    names = [name for name, _, _ in boxes]
    if names[0] != b"ftyp" or data[8:12] not in BRANDS:
        raise Refused("mismatch")
    if not set(names) <= OUTER:
        raise Refused("mixed")
    if b"moov" not in names or not {b"mdat", b"moof"} & set(names):
        raise Refused("broken")
    kinds = {
        kind
        for name, start, end in boxes
        if name == b"moov"
        for kind in _handlers(data, start, end)
    }
    if not kinds & {b"soun", b"vide"} or (extension == "m4a" and b"vide" in kinds):
        raise Refused("mismatch")


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Name, and where the inside begins and ends."""
    count = 0
    while start < end:
        count += 1
        if end - start < 8 or count > MOST_BOXES:
            raise Refused("broken")
        size, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1 and end - start >= 16:
            (size,) = struct.unpack_from(">Q", data, start + 8)
            head = 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            raise Refused("broken")
        yield name, start + head, start + size
        start += size


def _handlers(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """What each track is for: sound, picture."""
    for track, track_start, track_end in _boxes(data, start, end):
        if track != b"trak":
            continue
        for media, media_start, media_end in _boxes(data, track_start, track_end):
            if media != b"mdia":
                continue
            for part, inside, part_end in _boxes(data, media_start, media_end):
                if part == b"hdlr" and part_end - inside >= 12:
                    yield data[inside + 8 : inside + 12]


def check_frames(data: bytes) -> None:
    """MP3: an optional ID3 head, then frame after frame to the end; the last may be cut, other things may not follow."""
    at = start = _after_id3(data)
    frames = 0
    while size := _frame(data, at):
        frames += 1
        at += size
    if frames < LEAST_FRAMES:
        raise Refused("broken" if start or frames else "mismatch")
    rest = data[min(at, len(data)) :]
    if (
        rest[:3] != b"TAG"
        and rest[:8] != b"APETAGEX"
        and rest[:11] != b"LYRICSBEGIN"
        and rest.strip(b"\x00")
    ):
        raise Refused("mixed")


def _after_id3(data: bytes) -> int:
    at = 0
    while data[at : at + 3] == b"ID3" and len(data) - at >= 10:
        size = 0
        for byte in data[at + 6 : at + 10]:
            if byte & 0x80:
                raise Refused("broken")
            size = size << 7 | byte
        at += 10 + size + (10 if data[at + 5] & 0x10 else 0)
    while at < len(data) and data[at] == 0:
        at += 1
    return at


def _frame(data: bytes, at: int) -> int:
    """The length of the layer III frame that begins here; 0 where none does."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate = head[1] >> 3 & 3, head[2] >> 2 & 3
    bits = BITRATES[3 if version == 3 else 2][head[2] >> 4] * 1000
    if version == 1 or rate == 3 or not bits:
        return 0
    return (144 if version == 3 else 72) * bits // RATES[version][rate] + (
        head[2] >> 1 & 1
    )
