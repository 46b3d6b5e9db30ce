"""How somebody is reached, named on a page by a code, so that the page shows what the row says today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from common.structure.body import OtherBody
from common.structure.bureau import Bureau
from common.structure.unit import Unit

if TYPE_CHECKING:
    from django.db.models import Model

    from common.structure.phones import Phone

BUREAU = "bureau"


@dataclass(frozen=True, slots=True)
class Contact:
    """What a page shows of a bureau, a section or another body, in the page's language."""

    name: str
    address: str
    hours: str
    phones: list[Phone]
    postcode: str = ""
    through: str = ""  # who answers the phone, where it is not the body itself
    link: str = ""
    fax: tuple[Phone, ...] = ()

    @property
    def words(self) -> str:
        """All of it as one line, for search."""
        parts = [self.name, self.address, self.hours, *map(str, self.phones)]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Directory:
    """The two rows that every list of contacts needs, read once."""

    bureau: Bureau
    hotline: OtherBody | None

    @classmethod
    def read(cls) -> Directory:
        return cls(Bureau.current(), OtherBody.hotline())

    @property
    def office(self) -> Contact:
        """The bureau itself."""
        return self.contact(self.bureau)

    @property
    def hotline_contact(self) -> Contact | None:
        return self.contact(self.hotline) if self.hotline else None

    @property
    def hotline_name(self) -> str:
        return self.hotline.in_language("name") if self.hotline else ""

    @property
    def host_name(self) -> str:
        return self.bureau.in_language("host_name")

    def contact(self, row: Bureau | Unit | OtherBody) -> Contact:
        name, address = row.in_language("name"), row.in_language("address")
        if not isinstance(row, OtherBody):
            hours = row.in_language("hours")
            fax = tuple(row.fax_list) if isinstance(row, Bureau) else ()
            return Contact(name, address, hours, row.phone_list, row.postcode, fax=fax)
        if row.phone_list or not row.by_hotline or not self.hotline:
            return Contact(name, address, "", row.phone_list, link=row.url)
        through = self.hotline
        return Contact(
            name,
            address,
            "",
            through.phone_list,
            through=through.in_language("name"),
            link=row.url or through.url,
        )


def contact_code(row: Model) -> str:
    """The code by which a page names this row; nothing for a row that is no place to turn to."""
    match row:
        case Bureau():
            return BUREAU
        case Unit():
            return f"unit:{row.code}"
        case OtherBody():
            return f"body:{row.code}"
    return ""


def contact_row(code: str) -> Bureau | Unit | OtherBody | None:
    """The row that a code names; None where it has gone since the page was written."""
    kind, _, name = code.partition(":")
    if kind == BUREAU:
        return Bureau.objects.first()
    if kind == "unit":
        return Unit.objects.filter(code=name).first()
    return OtherBody.objects.filter(code=name).first() if kind == "body" else None


def contact(code: str) -> Contact | None:
    row = contact_row(code)
    return Directory.read().contact(row) if row else None


def contact_choices() -> list[tuple[str, str]]:
    """For the editor: the bureau, its sections, other bodies."""
    units = [(contact_code(unit), unit.name) for unit in Unit.objects.all()]
    bodies = [
        (contact_code(body), body.name)
        for body in OtherBody.objects.filter(active=True)
    ]
    return [(BUREAU, Bureau.current().name), *units, *bodies]
