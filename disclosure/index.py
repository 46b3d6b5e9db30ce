"""How search finds who holds a function: one entry for each, under the words that people use for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from common.findable import Entry
from common.structure import Competence, entries

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from common.structure import CompetenceQuerySet


class CompetenceKindOfSearch:
    """谁管什么 as search knows it; what is switched off or over is not yielded."""

    name = "competence"
    label: Any = _("谁管什么")  # lazy: said in the language of whoever asks

    models = (Competence,)

    def entries(self, pks: Collection[int] | None = None) -> Iterator[Entry]:
        rows = Competence.objects.shown()
        yield from self._entries(rows if pks is None else rows.filter(pk__in=pks))

    def members(self, ref: str) -> list[int]:
        return [int(ref)]

    def titles(self, words: str, limit: int) -> Iterator[Entry]:
        rows = Competence.objects.shown().filter(function__icontains=words)
        yield from self._entries(rows[:limit])

    def _entries(self, rows: CompetenceQuerySet) -> Iterator[Entry]:
        with override("zh-hans"):
            held = list(rows)
            told = entries(held)
        for row, entry in zip(held, told, strict=True):
            yield Entry(
                kind=self.name,
                pk=row.pk,
                title=entry.function,
                text=entry.words,
                url=reverse("disclosure:power", args=[row.code]),
                path=f"谁管什么 · {entry.kind}",
                authority=4,
            )
