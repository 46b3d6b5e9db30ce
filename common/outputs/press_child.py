"""The press itself, run as a program: a job as JSON on stdin, the PDF on stdout, anything else is a failure.

It imports nothing of ours, so that it starts fast and holds no settings, keys or connections.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

MEMORY_BYTES = 1_500_000_000
CPU_SECONDS = 25


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def picture(url: str, media: list[str]) -> Path:
    """The file of one of the site's own pictures; ValueError for every other address."""
    prefix, root = media
    folder = (Path(root) / "images").resolve()
    path = (Path(root) / unquote(url.removeprefix(prefix))).resolve()
    if not url.startswith(prefix) or not path.is_relative_to(folder):
        raise ValueError(f"not fetched: {url[:80]}")
    return path


def pressed(job: dict[str, Any]) -> bytes:
    class OwnPictures(URLFetcher):
        """Nothing but pictures of the site, read from the disk."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            return URLFetcherResponse(url, picture(url, job["media"]).read_bytes())

    fetcher = OwnPictures()
    page = HTML(string=job["html"], base_url=job["site"], url_fetcher=fetcher)
    styles = [CSS(string=style, url_fetcher=fetcher) for style in job["styles"]]
    drawn = page.render(stylesheets=styles, pdf_variant="pdf/ua-1")
    if len(drawn.pages) > job["pages"]:
        sys.exit(f"{len(drawn.pages)} pages are too many")
    return bytes(drawn.write_pdf(pdf_variant="pdf/ua-1"))


def main() -> None:
    bounded()
    made = pressed(json.load(sys.stdin))
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
