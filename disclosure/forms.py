"""What a visitor may ask of 谁管什么."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from common.structure import CompetenceKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from common.structure import Entry

HOLDERS = [("", _("不论归谁")), ("ours", _("归本局")), ("elsewhere", _("不归本局"))]


class PowersForm(forms.Form):
    """Words, a kind and a side; nonsense in the address line narrows nothing."""

    q = forms.CharField(label=_("什么事"), max_length=80, required=False, strip=True)
    kind = forms.ChoiceField(
        label=_("哪一类"),
        choices=[("", _("全部类别")), *CompetenceKind.choices],
        required=False,
    )
    holder = forms.ChoiceField(label=_("归谁管"), choices=HOLDERS, required=False)

    def asked(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def narrow(self, found: Iterable[Entry]) -> list[Entry]:
        """Those that hold every word asked for."""
        words = _plain(self.asked("q")).split()
        holder = self.asked("holder")
        return [
            entry
            for entry in found
            if (not holder or entry.ours == (holder == "ours"))
            and all(word in _plain(entry.words) for word in words)
        ]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
