"""Which words of the structure must stand in English too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from common import translated
from common.structure.body import OtherBody
from common.structure.bureau import Bureau
from common.structure.competence import Competence
from common.structure.person import Person
from common.structure.phones import read_phones
from common.structure.unit import Unit

if TYPE_CHECKING:
    from django.db.models import Model


def register() -> None:
    translated.register_model(
        Bureau,
        ("name", "district", "duties", "address", "hours", "host_name"),
        more=phones_lacking,
    )
    translated.register_model(
        Unit, ("name", "duties", "address", "hours"), more=phones_lacking
    )
    translated.register_model(Person, ("post", "portfolio", "resume"))
    translated.register_model(
        OtherBody, ("name", "address"), more=phones_lacking, switch="active"
    )
    translated.register_model(
        Competence, ("function", "where", "note", "doubt"), switch="active"
    )


def phones_lacking(row: Model) -> list[str]:
    """The labels of its fields of phones in which a number's purpose is told in Chinese alone."""
    return [
        str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # all three are columns
        for name in ("phones", "fax", "supervision")
        if any(
            phone.use and not phone.use_en
            for phone in read_phones(getattr(row, name, ""))
        )
    ]
