"""谁管什么 as it is shown: each function with its holder, how that holder is reached, and on which articles it rests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from common.structure.contacts import Directory

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from common.structure.competence import Competence
    from common.structure.contacts import Contact


@dataclass(frozen=True, slots=True)
class Entry:
    """One function in the page's language."""

    code: str
    kind: str
    function: str
    ours: bool
    holder: Contact
    where: str
    note: str
    basis: list[str]
    basis_note: str
    since: dt.date | None
    doubt: str
    unsure: bool  # the row or the body it names is still to be confirmed

    @property
    def words(self) -> str:
        """All of it as one text, for search and for the filter."""
        turn = gettext("本局") if self.ours else gettext("不归本局")
        parts = (
            self.function,
            turn,
            self.kind,
            self.holder.words,
            self.where,
            self.note,
            *self.basis,
            self.basis_note,
        )
        return "\n".join(part for part in parts if part)


def entries(rows: Iterable[Competence]) -> list[Entry]:
    """The bureau and the hotline are read once for all."""
    known = Directory.read()
    return [_entry(row, known) for row in rows]


def _entry(row: Competence, known: Directory) -> Entry:
    return Entry(
        code=row.code,
        kind=str(row.get_kind_display()),
        function=row.in_language("function"),
        ours=row.is_ours,
        holder=known.contact(row.holder(known.bureau)),
        where=row.in_language("where"),
        note=row.in_language("note"),
        basis=row.addresses,
        basis_note=row.basis_note,
        since=row.since,
        doubt=row.in_language("doubt"),
        unsure=row.unconfirmed or bool(row.body and row.body.unconfirmed),
    )
