"""QR codes as SVG in the page itself: nothing is asked of an outside host."""

from __future__ import annotations

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString


def qr_svg(text: str, label: str) -> SafeString:
    """`label` is what a screen reader says; the light ground keeps it readable where the page is dark."""
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(scale=4, border=4, light="#fff", omitsize=True)
    # The drawing is made of numbers and fixed names; what the code says stands in it as dots alone.
    return format_html(
        '<span class="qr" role="img" aria-label="{}">{}</span>',
        label,
        SafeString(drawn),
    )
