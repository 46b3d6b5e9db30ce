"""Who this authority is, who works in it, and which body holds which function; pages, guides and cases point here."""

from __future__ import annotations

from common.structure.body import OtherBody
from common.structure.bureau import Bureau
from common.structure.choices import CompetenceKind
from common.structure.competence import Competence, CompetenceQuerySet
from common.structure.contacts import (
    Contact,
    Directory,
    contact,
    contact_choices,
    contact_code,
    contact_row,
)
from common.structure.language import in_language
from common.structure.person import Person
from common.structure.phones import Phone, read_phones
from common.structure.powers import Entry, entries
from common.structure.unit import Unit

__all__ = [
    "Bureau",
    "Competence",
    "CompetenceKind",
    "CompetenceQuerySet",
    "Contact",
    "Directory",
    "Entry",
    "OtherBody",
    "Person",
    "Phone",
    "Unit",
    "contact",
    "contact_choices",
    "contact_code",
    "contact_row",
    "entries",
    "in_language",
    "read_phones",
]
