"""A page of the site on paper: a print page always, a PDF where one can be made."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import render
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from common.outputs.press import pdf

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.template.response import TemplateResponse

FRAME = "paper.html"
# Long enough to spare the press, short enough that a withdrawn page is gone soon.
CACHE_SECONDS = 600


class PaperMixin(RoutablePageMixin):
    """`…/print/` and `…/pdf/` under the page's own address."""

    @path("print/", name="print")
    def on_paper(self, request: HttpRequest) -> TemplateResponse:
        return self._paper(request)

    @path("pdf/", name="pdf")
    def as_pdf(self, request: HttpRequest) -> HttpResponse:
        """The print page as PDF; where none can be made, say so and lead to the print page."""
        html = self._paper(request).render().content.decode()
        made = pdf(html)
        if made is None:
            answer = render(
                request, "common/outputs/no_pdf.html", {"page": self}, status=503
            )
            answer["Retry-After"] = "30"
            answer["Cache-Control"] = "no-store"
            return answer
        mark = f'"{hashlib.sha256(html.encode()).hexdigest()[:32]}"'
        if request.headers.get("If-None-Match") == mark:
            return HttpResponse(status=304, headers={"ETag": mark})
        return HttpResponse(
            made, content_type="application/pdf", headers=self._headers(mark)
        )

    def _paper(self, request: HttpRequest) -> TemplateResponse:
        return self.render(request, context_overrides={"frame_template": FRAME})

    def _headers(self, mark: str) -> dict[str, str]:
        secret = self.get_view_restrictions().exists()
        kept = "private, no-store" if secret else f"public, max-age={CACHE_SECONDS}"
        name = quote(f"{self.title}.pdf")
        return {
            "Content-Disposition": f"inline; filename=\"{self.slug}.pdf\"; filename*=UTF-8''{name}",
            "Cache-Control": kept,
            "ETag": mark,
            "X-Content-Type-Options": "nosniff",
        }
