"""How a reader narrows the list of laws."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from legal_education.choices import Level


class LibraryForm(forms.Form):
    """Sent by GET; what is not understood narrows nothing."""

    title = forms.CharField(label=_("名称里的词"), required=False, max_length=100)
    level = forms.ChoiceField(
        label=_("效力位阶"), required=False, choices=[("", _("全部")), *Level.choices]
    )
    region = forms.CharField(label=_("适用地区"), required=False, max_length=40)

    def chosen(self) -> dict[str, str]:
        """Only the fields that were understood; the others are empty."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name) or "") for name in self.fields}
