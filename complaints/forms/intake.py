"""The public form: what happened, to whom to answer, and the files that show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext, gettext_lazy

from common.files import FileRefused, accept
from complaints.choices import Kind
from complaints.forms import tickets
from complaints.forms.fields import (
    LineField,
    ManyFilesField,
    ManyFilesInput,
    PlainTextField,
)
from complaints.forms.uploads import CASE_BYTES, CASE_FILES, MEGABYTE, looked_at
from complaints.models import waiting
from complaints.models.case import CONTACT

if TYPE_CHECKING:
    from django.http import QueryDict

    from common.files import SafeFile
    from complaints.models.waiting import Kept

WORDS = ("kind", "narrative", "place", "happened", "respondent", *CONTACT)
PHONE = re.compile(r"[0-9+()（）\-— #转]{5,30}")

KIND_HINTS = {
    Kind.INQUIRY: gettext_lazy("想问清楚一件事，比如：开网吧要办哪些手续？"),
    Kind.SUGGESTION: gettext_lazy("对我们的工作有想法，比如：图书馆晚上多开一小时。"),
    Kind.COMPLAINT: gettext_lazy("自己遇到了纠纷，想讨个说法，比如：旅行社不退团费。"),
    Kind.REPORT: gettext_lazy("发现有人违法违规，比如：网吧让未成年人上网。可以匿名。"),
    Kind.HELP: gettext_lazy("遇到困难，需要我们帮忙，比如：老人看不到演出通知。"),
    Kind.CORRECTION: gettext_lazy("网站内容有错，比如：电话号码打不通。"),
}


class IntakeForm(forms.Form):
    """One message. What was typed and the files that passed survive every mistake."""

    kind = forms.ChoiceField(
        label=gettext_lazy("您要反映哪一类事情"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择一类。拿不准时选“求助”，我们会帮您分清。"),
            "invalid_choice": gettext_lazy("请从列出的六类里选择一类。"),
        },
    )
    narrative = PlainTextField(
        label=gettext_lazy("发生了什么事，您希望怎样解决"),
        help_text=gettext_lazy(
            "按先后说清楚就行，10 至 5000 字。请不要写身份证号码、银行卡号。"
        ),
        longest=5000,
        shortest=10,
        required=True,
        missing=gettext_lazy("请写下发生了什么事。"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    place = LineField(label=gettext_lazy("在哪里（选填）"), longest=200)
    happened = LineField(
        label=gettext_lazy("什么时候（选填）"),
        help_text=gettext_lazy("记不清可以写大概，比如“上周五晚上”。"),
        longest=100,
    )
    respondent = LineField(
        label=gettext_lazy("涉及哪个单位或者个人（选填）"),
        help_text=gettext_lazy("招牌上的名字也可以。"),
        longest=200,
    )
    evidence = ManyFilesField(
        label=gettext_lazy("证据材料（选填）"),
        required=False,
        widget=ManyFilesInput(attrs={"multiple": True, "accept": accept()}),
    )
    anonymous = forms.BooleanField(
        label=gettext_lazy("匿名举报，不留姓名和联系方式"),
        help_text=gettext_lazy(
            "只有“举报”可以匿名。匿名后只能凭编号和查询码看结果，丢失无法补发。"
        ),
        required=False,
    )
    name = LineField(label=gettext_lazy("姓名或者单位名称"), longest=60)
    phone = LineField(label=gettext_lazy("手机或者电话"), longest=30)
    email = LineField(label=gettext_lazy("电子邮箱"), longest=120)
    address = LineField(
        label=gettext_lazy("通讯地址（选填）"),
        help_text=gettext_lazy("需要寄送书面答复时填写。"),
        longest=200,
    )
    # People never see this box; what fills it is a machine.
    website = forms.CharField(label=gettext_lazy("请不要填写这一栏"), required=False)
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)
    files_mark = forms.CharField(widget=forms.HiddenInput, required=False)
    drop = forms.Field(widget=forms.MultipleHiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form_key = ""
        self.kept: list[Kept] = []
        self.uploads: list[SafeFile] = []
        self.fields["phone"].widget.input_type = "tel"
        self.fields["email"].widget.input_type = "email"
        for name, token in (
            ("name", "name"),
            ("phone", "tel"),
            ("email", "email"),
            ("address", "street-address"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = token

    @property
    def kinds(self) -> list[tuple[str, str, str, bool]]:
        """Each kind with its plain sentence, for the template."""
        chosen = self["kind"].value()
        return [
            (kind.value, str(kind.label), str(KIND_HINTS[kind]), kind.value == chosen)
            for kind in Kind
        ]

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        self._read_ticket()
        self._read_files()
        if found.get("website"):
            self.add_error(
                "website", gettext("这一栏是用来识别机器的，请清空它再提交。")
            )
        if found.get("anonymous") and found.get("kind") == Kind.REPORT:
            self._forget_contact()
        else:
            self._check_contact()
        return found

    @property
    def words(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in WORDS}

    def all_uploads(self) -> list[SafeFile]:
        """The files of this press and those kept from the ones before."""
        token = self._files_token()
        return [*(waiting.opened(token, kept) for kept in self.kept), *self.uploads]

    def keep_for_next_try(self) -> None:
        """Put aside what passed and renew what ran out, so that the form can be shown again and lose nothing."""
        fresh = cast("QueryDict", self.data).copy()
        if not self.form_key and not self.has_error("ticket", "early"):
            fresh["ticket"] = tickets.fresh_ticket()
        if self.uploads:
            fresh["files_mark"] = self._keep_uploads()
        fresh.setlist("drop", [])
        self.data = fresh

    def forget_waiting(self) -> None:
        if token := self._files_token():
            waiting.drop_all(token)

    def _keep_uploads(self) -> str:
        mark = self.cleaned_data.get("files_mark", "")
        if not tickets.files_token(mark):
            mark = tickets.fresh_files_mark()
        token = tickets.files_token(mark)
        for upload in self.uploads:
            if kept := waiting.keep(token, upload):
                self.kept.append(kept)
            else:
                told = {"name": upload.name}
                self.add_error(
                    "evidence",
                    gettext("“%(name)s”暂时无法保留，请改好其他内容后重新选择它。")
                    % told,
                )
        return mark

    def _files_token(self) -> str:
        return tickets.files_token(self.cleaned_data.get("files_mark", ""))

    def _read_ticket(self) -> None:
        try:
            self.form_key = tickets.form_key(self.cleaned_data.get("ticket", ""))
        except tickets.EarlyTicketError:
            self.add_error(
                "ticket",
                ValidationError(
                    gettext("提交得太快了。请核对一遍，再按一次提交。"), "early"
                ),
            )
        except tickets.BadTicketError:
            self.add_error(
                "ticket",
                gettext("这页打开得太久了。内容都还在，请核对后再按一次提交。"),
            )

    def _read_files(self) -> None:
        mark, token = self.cleaned_data.get("files_mark", ""), self._files_token()
        if mark and not token:
            self.add_error(
                "evidence", gettext("之前保留的附件已过两小时，请重新选择。")
            )
        dropped = (
            set(self.data.getlist("drop")) if hasattr(self.data, "getlist") else set()
        )
        for kept in waiting.waiting(token) if token else []:
            if kept.key in dropped:
                waiting.drop(token, kept.key)
            else:
                self.kept.append(kept)
        for file in self.cleaned_data.get("evidence") or []:
            self._read_file(file)

    def _read_file(self, file: Any) -> None:
        try:
            upload = looked_at(file)
        except FileRefused as refusal:
            self.add_error("evidence", refusal)
            return
        sizes = [
            upload.size,
            *(kept.size for kept in self.kept),
            *(one.size for one in self.uploads),
        ]
        told = {"name": upload.name, "most": CASE_FILES, "size": CASE_BYTES // MEGABYTE}
        if len(self.kept) + len(self.uploads) >= CASE_FILES:
            self.add_error(
                "evidence", gettext("最多 %(most)d 个附件，“%(name)s”没有收下。") % told
            )
        elif sum(sizes) > CASE_BYTES:
            self.add_error(
                "evidence",
                gettext("附件合计最多 %(size)d MB，“%(name)s”没有收下。") % told,
            )
        else:
            self.uploads.append(upload)

    def _forget_contact(self) -> None:
        """Who stays unnamed leaves nothing behind, whatever else was typed."""
        for name in CONTACT:
            self.cleaned_data[name] = ""
            self.errors.pop(name, None)

    def _check_contact(self) -> None:
        found = self.cleaned_data
        if found.get("anonymous") and "kind" in found:
            self.add_error(
                "anonymous",
                gettext(
                    "只有“举报”可以匿名，其他事项请留下姓名和联系方式，方便答复您。"
                ),
            )
        if not found.get("name") and not self.has_error("name"):
            self.add_error("name", gettext("请填写姓名或者单位名称。"))
        if not any(
            found.get(name) or self.has_error(name) for name in ("phone", "email")
        ):
            self.add_error("phone", gettext("电话和电子邮箱请至少填写一项。"))
        if found.get("phone") and not PHONE.fullmatch(found["phone"]):
            self.add_error(
                "phone",
                gettext("电话号码里有不认识的字符，请只写数字，可以加区号和分机号。"),
            )
        if found.get("email"):
            try:
                validate_email(found["email"])
            except ValidationError:
                self.add_error(
                    "email", gettext("电子邮箱的写法不对，应当像 name@example.com。")
                )
