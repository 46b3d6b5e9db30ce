"""The form that asks whether a receipt is ours."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.choices import Kind
from complaints.forms.fields import LineField

LINE = re.compile(
    r"(?P<number>WD\d{4}-[0-9A-Z]{6}) (?P<kind>[A-Za-z]+) (?P<day>\d{4}-\d\d-\d\d) (?P<mark>[0-9A-Z]{12})",
    re.IGNORECASE,
)


class CheckForm(forms.Form):
    line = LineField(
        label=_("回执上的核对码"),
        longest=200,
        required=True,
        missing=_("请填写核对码。"),
        help_text=_("扫回执上的二维码得到的一行字，也可以照二维码下面那一行抄写。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def read(self) -> tuple[str, str, Kind | str, dt.date | None]:
        """The line as we write it, and what it says; empty where it is no such line."""
        typed = unicodedata.normalize("NFKC", self.cleaned_data["line"])
        found = LINE.search(typed)
        if not found:
            return "", "", "", None
        kind = found["kind"].lower()
        try:
            day = dt.date.fromisoformat(found["day"])
        except ValueError:
            return "", "", "", None
        if kind not in Kind.values:
            return "", "", "", None
        number, mark = found["number"].upper(), found["mark"].upper()
        return f"{number} {kind} {day} {mark}", number, Kind(kind), day
