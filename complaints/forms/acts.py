"""The desk's forms: one for each act, asking for what the transition table wants filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.crypto import salted_hmac

from common.structure import Unit
from common.wording import Level
from common.wording.passages import Passages
from complaints.choices import Act, RefusalReason, Right
from complaints.forms.fields import LineField, PlainTextField
from complaints.models import CaseRight

if TYPE_CHECKING:
    from complaints.models import Case

LONG = 8000


class ActForm(forms.Form):
    """An act without further words; `seen_version` says which state of the case the person was looking at."""

    act: Act
    hint = ""
    danger = False
    seen_version = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"id_{self.act}_%s"
        self.case = case

    @property
    def label(self) -> str:
        return self.act.label


class WordedForm(ActForm):
    """An act whose words leave the house: what the wording checks say is read first, and answered for by a tick."""

    words: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = str(self.data.get(self.words, "")) if self.is_bound else ""
        self.found = [
            one.finding
            for one in Passages([("", text)]).findings()
            if one.finding.level != Level.NOTE
        ]
        if self.found:
            self.fields["checked"] = _tick(text)

    def clean(self) -> dict[str, Any]:
        if self.found and not self.cleaned_data.pop("checked", None):
            for one in self.found:
                self.add_error(self.words, one.told)
        return self.cleaned_data


def _tick(text: str) -> forms.MultipleChoiceField:
    """The box stands for these words; other words bring another box."""
    told = salted_hmac("complaints.worded", text, algorithm="sha256").hexdigest()
    return forms.MultipleChoiceField(
        label="用语检查",
        required=False,
        choices=[(told, "以上各处已经核对，照此发出")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "内容有改动，请按新的提醒再核对一次。"},
    )


class AcceptForm(ActForm):
    act = Act.ACCEPT
    hint = "归我们办：写一句事由，受理后再分派。"
    subject = LineField(
        label="事由",
        help_text="一句话说清是什么事，不写姓名、电话、住址。列表里显示的就是这一句。",
        longest=120,
        shortest=4,
        required=True,
        missing="请写一句事由。",
    )


class RefuseForm(WordedForm):
    words = "explanation"
    act = Act.REFUSE
    hint = (
        "不归我们办，或者依法不能受理：选原因，写明理由和该找谁。来件人能看到这段话。"
    )
    danger = True
    reason = forms.ChoiceField(
        label="原因",
        choices=[("", "请选择"), *RefusalReason.choices],
        error_messages={"required": "请选择不予受理的原因。"},
    )
    explanation = PlainTextField(
        label="给来件人的说明",
        longest=LONG,
        shortest=10,
        required=True,
        missing="请写明理由和该找谁。",
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AssignForm(ActForm):
    act = Act.ASSIGN
    hint = "交给一个单位的一位经办人。"
    assignee = forms.ChoiceField(
        label="经办人",
        error_messages={
            "required": "请选择经办人。",
            "invalid_choice": "这位经办人现在没有这类诉求的权限。",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {
            f"{unit.pk}-{person.pk}": (unit, person)
            for unit, person in self._candidates()
        }
        self.fields["assignee"].choices = self._grouped()  # type: ignore[attr-defined]  # a field of the class above

    def clean(self) -> dict[str, Any]:
        chosen = self.people.get(self.cleaned_data.get("assignee", ""))
        if chosen:
            self.cleaned_data["unit"], self.cleaned_data["handler"] = chosen
        return self.cleaned_data

    def _candidates(self) -> list[tuple[Unit, Any]]:
        """Who may answer cases of this kind, in each unit that their right reaches."""
        rights = (
            CaseRight.objects.in_force()
            .to(Right.REPLY)
            .covering_kind(self.case.kind)
            .filter(person__is_active=True)
            .select_related("person")
            .order_by("person__username")
        )
        return [
            (unit, right.person)
            for unit in Unit.objects.all()
            for right in rights
            if right.unit_id in {None, unit.pk}
        ]

    def _grouped(self) -> list[tuple[str, Any]]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, (unit, person) in self.people.items():
            groups.setdefault(str(unit), []).append(
                (key, person.get_full_name() or person.get_username())
            )
        return [("", "请选择"), *groups.items()]


class NoteForm(ActForm):
    act = Act.NOTE
    hint = "只有有权看这件诉求的工作人员能看到。"
    text = PlainTextField(
        label="记录",
        longest=LONG,
        required=True,
        missing="请写记录内容。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReplyForm(WordedForm):
    words = "text"
    act = Act.REPLY
    hint = "来件人凭编号和查询码看到这段话，发出后不能改，可以再补充答复。"
    text = PlainTextField(
        label="答复",
        longest=LONG,
        shortest=10,
        required=True,
        missing="请写答复内容。",
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class CloseForm(ActForm):
    act = Act.CLOSE
    hint = "答复已经送达、没有还要办的事：办结后不能再答复。"


FORMS: dict[Act, type[ActForm]] = {
    form.act: form
    for form in (AcceptForm, RefuseForm, AssignForm, ReplyForm, CloseForm, NoteForm)
}
