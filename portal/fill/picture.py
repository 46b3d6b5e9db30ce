"""The picture of the demo's home page, drawn here so that no file of unknown origin is needed."""

from __future__ import annotations

import io
import math
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image as Canvas
from PIL import ImageDraw, ImageFilter
from wagtail.images import get_image_model

SIZE = (1440, 960)
SKY = ((11, 79, 108), (242, 177, 52))
HILLS = ((0.66, (35, 104, 118)), (0.75, (22, 84, 98)), (0.84, (12, 62, 78)))
TITLE = "日出与山城（示例图）"


def sunrise() -> Any:
    """A sun over three hills; made once, found again by its title."""
    model = get_image_model()
    present = model.objects.filter(title=TITLE).first()
    if present:
        return present
    out = io.BytesIO()
    _draw().save(out, format="PNG", optimize=True)
    return model.objects.create(
        title=TITLE, file=ImageFile(io.BytesIO(out.getvalue()), name="sunrise.png")
    )


def _draw() -> Canvas.Image:
    width, height = SIZE
    canvas = Canvas.new("RGB", SIZE)
    brush = ImageDraw.Draw(canvas)
    for y in range(height):
        share = (y / height) ** 1.4
        brush.line(
            [(0, y), (width, y)],
            fill=tuple(round(a + (b - a) * share) for a, b in zip(*SKY, strict=True)),
        )
    _sun(canvas)
    brush = ImageDraw.Draw(canvas)
    for number, (top, colour) in enumerate(HILLS):
        ridge = [
            (x, height * (top + 0.05 * math.sin(x / (170 + 60 * number) + number * 2)))
            for x in range(0, width + 9, 8)
        ]
        brush.polygon([(0, height), *ridge, (width, height)], fill=colour)
    return canvas


def _sun(canvas: Canvas.Image) -> None:
    width, height = SIZE
    glow = Canvas.new("L", SIZE, 0)
    centre, radius = (width * 0.62, height * 0.6), 150
    box = [
        centre[0] - radius,
        centre[1] - radius,
        centre[0] + radius,
        centre[1] + radius,
    ]
    ImageDraw.Draw(glow).ellipse(box, fill=255)
    canvas.paste((255, 232, 176), mask=glow.filter(ImageFilter.GaussianBlur(60)))
    ImageDraw.Draw(canvas).ellipse(box, fill=(255, 244, 214))
