"""The tree of pages: home, sections, structure, guides, documents and lessons."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.models import Locale, Page, Site

from common.structure import Bureau, Competence, Person, Unit
from disclosure.models import (
    DeadlinesPage,
    DocumentIndexPage,
    DocumentPage,
    ElsewherePage,
    GuideIndexPage,
    GuidePage,
    SectionPage,
    StructurePage,
)
from legal_education.models import LessonIndexPage, LessonPage
from portal.fill import picture
from portal.fill.text import body
from portal.models import HomePage

if TYPE_CHECKING:
    from common.pages import BasePage

DATA = Path(__file__).resolve().parents[1] / "demo"
GUIDE_WORDS = [
    "matter",
    "decided_by",
    "basis_note",
    "statutory_time",
    "statutory_time_basis",
    "promised_time",
    "fee",
    "fee_basis",
    "supervision",
    "result",
]


def read(path: str) -> dict[str, Any]:
    return tomllib.loads((DATA / path).read_text(encoding="utf-8"))


def read_all(folder: str) -> list[dict[str, Any]]:
    """Those with a position first, as editors put what is asked for most at the top; the others by their names."""
    rows = [
        read(f"{folder}/{path.name}") for path in sorted((DATA / folder).glob("*.toml"))
    ]
    return sorted(rows, key=lambda row: row.get("position", len(rows)))


def fill_locales() -> int:
    """Chinese is made by the first migration; English is added."""
    made = [
        Locale.objects.get_or_create(language_code=code)[1]
        for code in ("zh-hans", "en")
    ]
    return sum(made)


def fill_structure() -> int:
    rows = read("units.toml")
    for row in [rows["bureau"], *rows["unit"], *rows["person"]]:
        row.update({k: v.strip() if isinstance(v, str) else v for k, v in row.items()})
    made = int(Bureau.objects.get_or_create(pk=1, defaults=rows["bureau"])[1])
    for position, row in enumerate(rows["unit"]):
        words = {
            key: value for key, value in row.items() if key not in {"code", "parent"}
        }
        parent = Unit.objects.filter(code=row.get("parent") or None).first()
        words |= {"parent": parent, "position": position}
        made += Unit.objects.get_or_create(code=row["code"], defaults=words)[1]
    for position, row in enumerate(rows["person"]):
        words = {
            key: value for key, value in row.items() if key not in {"name", "unit"}
        }
        unit = Unit.objects.filter(code=row.get("unit", "")).first()
        words |= {"unit": unit, "position": position}
        made += Person.objects.get_or_create(name=row["name"], defaults=words)[1]
    for unit, codes in rows["holds"].items():
        # Which section holds a function is the bureau's own affair: the shipped file does not say.
        free = Competence.objects.filter(code__in=codes, unit=None, body=None)
        free.update(unit=Unit.objects.get(code=unit))
    return made


def fill_pages() -> int:
    """Make every page of the data files that is not there yet; the number made."""
    home, made = _home()
    sections = {row["slug"]: row for row in read("pages/sections.toml")["section"]}

    disclosure, new = _child(
        home, SectionPage, sections["disclosure"], show_in_menus=True
    )
    made += new
    made += _structure(disclosure)
    documents, new = _child(disclosure, DocumentIndexPage, sections["documents"])
    made += new
    made += sum(
        _child(documents, DocumentPage, row, **_document(row))[1]
        for row in read_all("documents")
    )

    guides, new = _child(home, GuideIndexPage, sections["guides"], show_in_menus=True)
    made += new
    made += sum(
        _child(guides, GuidePage, row, **_guide(row))[1] for row in read_all("guides")
    )
    made += _elsewhere(guides)
    made += _deadlines(guides)

    lessons, new = _child(
        home, LessonIndexPage, sections["lessons"], show_in_menus=True
    )
    made += new
    made += sum(
        _child(lessons, LessonPage, row, **_lesson(row))[1]
        for row in read_all("lessons")
    )
    return made


def _home() -> tuple[HomePage, int]:
    present = HomePage.objects.filter(
        locale=Locale.objects.get(language_code="zh-hans")
    ).first()
    if present:
        return present, 0
    row = read("pages/home.toml")
    with transaction.atomic():
        Site.objects.all().delete()
        # The page that a fresh installation greets its developer with.
        for page in Page.objects.filter(depth=2, content_type__model="page"):
            page.delete()
        words = {"tagline": row["tagline"].strip(), "intro": row["intro"].strip()}
        home = HomePage(
            title=row["title"], slug="home", picture=picture.sunrise(), **words
        )
        Page.get_first_root_node().add_child(instance=home)
        home.save_revision().publish()
        Site.objects.create(
            hostname="localhost",
            site_name=settings.WAGTAIL_SITE_NAME,
            root_page=home,
            is_default_site=True,
        )
    return home, 1


def _child(
    parent: Page, model: type[BasePage], row: dict[str, Any], **fields: Any
) -> tuple[Any, int]:
    present = model.objects.child_of(parent).filter(slug=row["slug"]).first()
    if present:
        return present, 0
    with transaction.atomic():
        summary = Truncator(row.get("summary", "")).chars(300)
        page = model(title=row["title"], slug=row["slug"], summary=summary, **fields)
        parent.add_child(instance=page)
        page.save_revision().publish()
        _publish_on(page, row)
    return page, 1


def _publish_on(page: Page, row: dict[str, Any]) -> None:
    """A document of the past was published on its own day, not on the day the demo was filled."""
    day = row.get("made_on") or row.get("written_on")
    if day:
        moment = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
        type(page).objects.filter(pk=page.pk).update(first_published_at=moment)
        page.first_published_at = moment


def _basis(row: dict[str, Any]) -> str:
    return json.dumps(
        [{"type": "address", "value": address} for address in row.get("basis", [])]
    )


def _body(row: dict[str, Any]) -> str:
    return json.dumps(body(row.get("body", "")))


def _stream(kind: str, values: list[Any]) -> str:
    return json.dumps([{"type": kind, "value": value} for value in values])


def _unit(row: dict[str, Any]) -> Unit | None:
    return Unit.objects.filter(code=row.get("unit", "")).first()


def _structure(parent: Page) -> int:
    row = read("pages/structure.toml")
    return _child(parent, StructurePage, row, basis=_basis(row), body=_body(row))[1]


def _elsewhere(parent: Page) -> int:
    row = read("pages/not-ours.toml")
    return _child(parent, ElsewherePage, row, basis=_basis(row), body=_body(row))[1]


def _deadlines(parent: Page) -> int:
    row = read("pages/deadlines.toml")
    return _child(parent, DeadlinesPage, row, basis=_basis(row), body=_body(row))[1]


def _guide(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **{word: row.get(word, "") for word in GUIDE_WORDS},
        "unit": _unit(row),
        "basis": _basis(row),
        "conditions": _stream("condition", row["conditions"]),
        "materials": _stream("material", row["materials"]),
        "steps": _stream("step", row["steps"]),
        "body": _body(row),
    }


def _document(row: dict[str, Any]) -> dict[str, Any]:
    words = {
        key: row.get(key, "")
        for key in ("kind", "index_number", "index_note", "document_number")
    }
    return {
        **words,
        "made_on": row["made_on"],
        "unit": _unit(row),
        "basis": _basis(row),
        "body": _body(row),
    }


def _lesson(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "topic": row["topic"],
        "written_on": row["written_on"],
        "basis": _basis(row),
        "body": _body(row),
    }
