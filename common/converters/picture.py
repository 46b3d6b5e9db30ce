"""Decode a picture and draw it anew: what is not pixels (EXIF, place, profile, comment, what hangs behind) stays out."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageFile, ImageOps

from common.converters.refused import Refused

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
# The reader of WebP holds a picture three times; more than half as many pixels
# (a third where it is see-through) do not fit the sandbox's memory.
MOST_PIXELS = {"JPEG": 40_000_000, "PNG": 40_000_000, "WEBP": 20_000_000}
MOST_CLEAR_WEBP = 12_000_000
# A long screenshot is 1,080 by 20,000; beyond this a picture is a trap for those who open it.
LONGEST_SIDE = 32_000
SETTINGS: dict[str, list[dict[str, int]]] = {
    "JPEG": [{"quality": 90}, {"quality": 80}, {"quality": 70}],
    "PNG": [{"compress_level": 6}],
    "WEBP": [{"quality": 90, "method": 2}, {"quality": 70, "method": 2}],
}

# We look at the size ourselves, before anything is decoded, and take no half picture.
Image.MAX_IMAGE_PIXELS = None
ImageFile.LOAD_TRUNCATED_IMAGES = False


def run(data: bytes, extension: str, most: int) -> tuple[dict[str, Any], bytes]:
    """`most` is the size in bytes that the new file may have."""
    sort = FORMATS[extension]
    found = Image.open(io.BytesIO(data), formats=[sort])
    width, height = found.size
    most_pixels = (
        MOST_CLEAR_WEBP
        if sort == "WEBP" and found.mode == "RGBA"
        else MOST_PIXELS[sort]
    )
    if width * height > most_pixels or max(width, height) > LONGEST_SIDE:
        raise Refused("pixels")
    if found.format != "MPO" and getattr(found, "n_frames", 1) > 1:
        raise Refused("animated")
    drawn = _plain(_upright(found), sort)
    return {"width": drawn.width, "height": drawn.height}, _written(drawn, sort, most)


def _upright(found: Image.Image) -> Image.Image:
    """Turned as the camera said, because what it said goes away."""
    ImageOps.exif_transpose(found, in_place=True)
    found.load()
    return found


def _plain(found: Image.Image, sort: str) -> Image.Image:
    """In a mode that the format keeps, and with nothing but pixels."""
    clear = "transparency" in found.info or found.mode in {"LA", "PA", "RGBA", "RGBa"}
    kept = {"1", "L", "RGB", "P"} if sort == "PNG" else {"L", "RGB"}
    if found.mode.startswith("I"):
        # Sixteen bits of grey: the upper eight are seen.
        drawn = found.convert("I").point(lambda value: value / 256).convert("L")
    elif found.mode in kept and not clear:
        drawn = found
    else:
        drawn = found.convert("RGBA" if clear and sort != "JPEG" else "RGB")
    if sort == "WEBP" and drawn.mode not in {"RGB", "RGBA"}:
        drawn = drawn.convert("RGB")
    drawn.info = {}
    return drawn


def _written(drawn: Image.Image, sort: str, most: int) -> bytes:
    """A photograph that grew is written a little coarser; a drawing that grew cannot be."""
    for settings in SETTINGS[sort]:
        out = io.BytesIO()
        drawn.save(out, format=sort, **settings)
        if out.tell() <= most:
            return out.getvalue()
    raise Refused("pixels")


def _warm() -> None:
    """Pillow loads its formats when they are first used; behind the doors no file is opened, so they are used now."""
    mark = Image.Exif()
    mark[0x0112] = 6
    for extension, sort in FORMATS.items():
        out = io.BytesIO()
        Image.new("RGB", (2, 1)).save(out, format=sort, exif=mark)
        run(out.getvalue(), extension, out.tell() * 9)


_warm()
