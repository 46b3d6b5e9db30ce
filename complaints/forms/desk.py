"""The desk's other forms: which cases to list, and whom to give a role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model

from common.structure import Unit
from complaints.choices import Kind, Role, State
from complaints.forms.fields import LineField


class FilterForm(forms.Form):
    """What the list is narrowed by; nonsense in the address narrows nothing."""

    q = LineField(
        label="编号或者姓名",
        longest=40,
        widget=forms.TextInput(attrs={"placeholder": "WD2611- 或者姓名全名"}),
    )
    state = forms.ChoiceField(
        label="状态", choices=[("", "全部状态"), *State.choices], required=False
    )
    kind = forms.ChoiceField(
        label="类型", choices=[("", "全部类型"), *Kind.choices], required=False
    )


class ExportForm(forms.Form):
    purpose = LineField(
        label="用途",
        longest=200,
        shortest=4,
        required=True,
        missing="请写明导出来做什么，会记入导出记录。",
        help_text="例如：报送区政府十一月诉求统计。导出的表只有编号、类型、状态和收到日期，没有个人信息。",
    )
    state = forms.ChoiceField(
        label="状态", choices=[("", "全部状态"), *State.choices], required=False
    )
    kind = forms.ChoiceField(
        label="类型", choices=[("", "全部类型"), *Kind.choices], required=False
    )
    form = forms.ChoiceField(
        label="格式", choices=[("xlsx", "XLSX（表格软件）"), ("csv", "CSV（纯文本）")]
    )


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no parameter at run time
    def label_from_instance(self, obj: Any) -> str:
        full = obj.get_full_name()
        return f"{full}（{obj.get_username()}）" if full else obj.get_username()


class GrantForm(forms.Form):
    person = PersonField(
        label="人员",
        queryset=get_user_model().objects.none(),
        empty_label="请选择",
        error_messages={
            "required": "请选择人员。",
            "invalid_choice": "没有这个账号，或者已经停用。",
        },
    )
    role = forms.ChoiceField(
        label="角色",
        choices=[("", "请选择"), *Role.choices],
        help_text="收件员：受理、不予受理、分派；经办人：答复、办结；督办人：以上全部，并能授权。",
        error_messages={"required": "请选择角色。"},
    )
    unit = forms.ModelChoiceField(
        label="单位",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="全部单位",
    )
    kind = forms.ChoiceField(
        label="类型", choices=[("", "全部类型"), *Kind.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_active=True).order_by("username")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a field of the class above
        self.fields["unit"].queryset = Unit.objects.all()  # type: ignore[attr-defined]  # as above
