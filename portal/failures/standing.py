"""Pages kept as files, for the times when nothing else works: a failure of the portal, and maintenance.

They are written at installation and whenever the bureau's phones change, one for each language, and need neither
database nor templates to be shown; nginx shows the same files when the portal does not answer at all.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from common.structure import Directory
from common.tongues import SOURCE, wanted_language

if TYPE_CHECKING:
    from django.http import HttpRequest

FAILED = "500"
MAINTENANCE = "503"
NAMES = (FAILED, MAINTENANCE)
# Half an hour: what maintenance takes when nobody has said otherwise.
RETRY_SECONDS = 1800


def folder() -> Path:
    return Path(settings.VAR_DIR) / "standing"


def write_all() -> int:
    """Write every page in every language; the number written."""
    folder().mkdir(parents=True, exist_ok=True)
    count = 0
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            known = Directory.read()
            for name in NAMES:
                _write(folder() / f"{name}.{code}.html", _drawn(name, code, known))
                count += 1
    return count


def _write(path: Path, words: str) -> None:
    """Whole or not at all: a reader never sees half a page."""
    beside = path.with_suffix(".new")
    beside.write_text(words, encoding="utf-8")
    beside.replace(path)


def _drawn(name: str, code: str, known: Directory | None) -> str:
    context: dict[str, Any] = {
        "language": "zh-Hans" if code == SOURCE else code,
        "home": "/" if code == SOURCE else f"/{code}/",
        "text_direction": "rtl" if translation.get_language_bidi() else "ltr",
        "name": known.office.name if known else "",
        "phones": known.office.phones if known else [],
        "hotline": known.hotline_contact if known else None,
    }
    return render_to_string(f"failures/{name}.html", context)


def answer(request: HttpRequest, name: str, status: int) -> HttpResponse:
    """The file in the address's language; where none was written yet, the same page without the phones."""
    code = wanted_language(request)
    try:
        words = (folder() / f"{name}.{code}.html").read_text(encoding="utf-8")
    except OSError:
        with translation.override(code):
            words = _drawn(name, code, None)
    if request.COOKIES.get("mode") == "elder":
        words = words.replace('data-mode="normal"', 'data-mode="elder"', 1)
    response = HttpResponse(words, status=status)
    response["Cache-Control"] = "no-store"
    return response
