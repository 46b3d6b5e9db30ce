"""What somebody sends who has a holiday notice: its year, its number, and its days as a file or as text."""

from __future__ import annotations

from typing import Any

from django import forms

from common.calendar.sheet import NotText, decode, read

LARGEST_BYTES = 64 * 1024
MOST_LINES = 400


class NoticeForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=2004, max_value=2100)
    number = forms.CharField(
        label="文号",
        max_length=80,
        help_text="国务院办公厅通知的文号，如“国办发明电〔2025〕7号”。",
    )
    file = forms.FileField(
        label="CSV 文件",
        required=False,
        help_text="三栏：日期,上班/休息,说明。在 Excel 里另存为 CSV 即可。",
    )
    text = forms.CharField(
        label="或者粘贴文字",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="每行一天，例如：2027-01-01,休息,元旦。选了文件的，以文件为准。",
    )

    def clean_file(self) -> None:
        """The file's words go into the box, where a bad line can be mended on the spot."""
        file = self.cleaned_data["file"]
        if not file:
            return
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError("文件超过 64 KB，不像是放假通知。")
        try:
            words = decode(file.read())
        except NotText:
            raise forms.ValidationError(
                "不是文字文件。请在 Excel 里另存为 CSV 再选。"
            ) from None
        self.data = dict(self.data.items()) | {"text": words}

    def clean_text(self) -> str:
        words: str = self.cleaned_data["text"]
        if len(words) > LARGEST_BYTES or len(words.splitlines()) > MOST_LINES:
            raise forms.ValidationError(f"超过 {MOST_LINES} 行，不像是放假通知。")
        if not words.strip() and "file" not in self.errors:
            raise forms.ValidationError("请选文件，或者粘贴通知里的日子。")
        return words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        sheet = cleaned["sheet"] = read(cleaned["text"], cleaned["year"])
        if sheet.faults:
            raise forms.ValidationError(
                f"有 {len(sheet.faults)} 行不能采用，请改好再看。什么也没有装入。"
            )
        if not sheet.days:
            raise forms.ValidationError("没有读到任何日子。什么也没有装入。")
        return cleaned
