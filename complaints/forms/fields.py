"""Text as people type it: cleaned of what no keyboard makes, and measured in plain words."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Control characters but tab and line feed, and the marks that turn the reading direction of what follows them.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
HALF_SIGNS = re.compile("[\ud800-\udfff]")


def cleaned(text: str) -> str:
    """One kind of line end, nothing unseen, no blank edges."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


class PlainTextField(forms.CharField):
    """Text within a length that is said in the reader's words."""

    def __init__(
        self, *, longest: int, shortest: int = 0, missing: Any = "", **kwargs: Any
    ) -> None:
        self.longest, self.shortest = longest, shortest
        kwargs.setdefault("required", False)
        super().__init__(
            error_messages={"required": missing or _("请填写这一项。")}, **kwargs
        )
        # Line ends count twice in the browser's own limit, so that limit is left a little wider than ours.
        self.widget.attrs["maxlength"] = longest + longest // 4

    def to_python(self, value: Any) -> str:
        text = value if isinstance(value, str) else ""
        if HALF_SIGNS.search(text):
            raise ValidationError(gettext("里面有无法保存的字符，请删去后重新输入。"))
        return cleaned(text)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and len(value) < self.shortest:
            told = {"least": self.shortest}
            raise ValidationError(
                gettext("请再写详细一些，至少 %(least)d 个字。") % told
            )
        if len(value) > self.longest:
            told = {"most": self.longest, "now": len(value)}
            raise ValidationError(
                gettext("最多 %(most)d 个字，现在有 %(now)d 个字，请删减。") % told
            )


class LineField(PlainTextField):
    """Text on one line."""

    def to_python(self, value: Any) -> str:
        return re.sub(r"\s+", " ", super().to_python(value))


class ManyFilesInput(forms.FileInput):
    """A file box that takes several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class ManyFilesField(forms.Field):
    """The files as they came; what may come in is decided by uploads.looked_at()."""

    widget = ManyFilesInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data)
