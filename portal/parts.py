"""The page of parts: every piece that pages are made of, in each of its states, for whoever writes a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from common.blocks import ChartBlock, TableBlock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COLOURS = (
    ("ink", gettext_lazy("正文")),
    ("ink-soft", gettext_lazy("次要文字")),
    ("paper", gettext_lazy("纸面")),
    ("ground", gettext_lazy("底色")),
    ("line", gettext_lazy("分隔线")),
    ("edge", gettext_lazy("输入框边线")),
    ("brand", gettext_lazy("主色")),
    ("brand-dark", gettext_lazy("深主色")),
    ("brand-pale", gettext_lazy("浅主色")),
    ("sun", gettext_lazy("提亮色")),
    ("link", gettext_lazy("链接")),
    ("good", gettext_lazy("好")),
    ("warn", gettext_lazy("注意")),
    ("bad", gettext_lazy("错误")),
)
FIGURES = {
    "columns": [
        {"type": "text", "heading": heading}
        for heading in ("月份", "咨询", "投诉", "举报", "求助")
    ],
    "rows": [
        {"values": values}
        for values in (
            ["一月", "12", "5", "3", "2"],
            ["二月", "9", "3", "4", "1"],
            ["三月", "15", "8", "6", "4"],
        )
    ],
}


class SampleForm(forms.Form):
    """One field of each sort; bound and empty it shows the errors."""

    name = forms.CharField(
        label="姓名", help_text="与证件上的一致。", max_length=20, strip=True
    )
    phone = forms.CharField(label="手机或者电话", required=False)
    kind = forms.ChoiceField(
        label="类别", choices=[("", "请选择"), ("a", "咨询"), ("b", "投诉")]
    )
    story = forms.CharField(label="发生了什么事", widget=forms.Textarea)


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    table = TableBlock().to_python({**FIGURES, "caption": "每月收到的件数（示例）"})
    chart = {
        "title": "每月收到的件数（示例）",
        "unit": "件",
        "text": "三月最多，咨询 15 件、投诉 8 件。",
        "table": FIGURES,
    }
    context: dict[str, Any] = {
        "colours": COLOURS,
        "clean": SampleForm(auto_id="clean_%s"),
        "refused": SampleForm({}, auto_id="refused_%s"),
        "table": table,
        "charts": [
            ChartBlock().to_python({**chart, "kind": kind}) for kind in ("bar", "line")
        ],
        "page_obj": Paginator(range(50), 10).get_page(2),
        "query_string": "",
        "crumbs": [
            {"title": _("首页"), "url": reverse("wagtail_serve", args=[""])},
            {"title": _("页面部件"), "url": ""},
        ],
    }
    return render(request, "portal/parts.html", context)
