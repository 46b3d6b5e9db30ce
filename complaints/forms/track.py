"""The form that asks where a case stands."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.forms.fields import LineField
from complaints.models import codes


class TrackForm(forms.Form):
    number = LineField(
        label=_("编号"),
        longest=40,
        required=True,
        missing=_("请填写编号。"),
        help_text=_("以 WD 开头，写在回执上。"),
    )
    code = LineField(
        label=_("查询码"),
        longest=60,
        required=True,
        missing=_("请填写查询码。"),
        help_text=_("16 位字母和数字，大小写、空格和横线都不要紧。"),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "spellcheck": "false",
                "autocapitalize": "characters",
            }
        ),
    )

    def clean_number(self) -> str:
        return codes.read_number(self.cleaned_data["number"])

    def clean_code(self) -> str:
        return codes.read_code(self.cleaned_data["code"])
