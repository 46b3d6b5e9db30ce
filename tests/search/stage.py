"""What the tests of search stand on: kinds in memory, articles and pages of our own wording, a few laws by name."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import pytest

from common.findable import Entry
from search import actions
from search.query import read


class MemoryKind:
    """A findable kind whose rows are a dict; what is hidden is not yielded."""

    def __init__(self, name, label, entries=()):
        self.name = name
        self.label = label
        self.models = ()
        self.rows = {entry.pk: entry for entry in entries}
        self.hidden = set()

    def entries(self, pks=None):
        wanted = self.rows if pks is None else pks
        for pk in wanted:
            if pk in self.rows and pk not in self.hidden:
                yield self.rows[pk]

    def members(self, ref):
        return [int(pk) for pk in ref.split(",")]

    def titles(self, words, limit):
        return iter([entry for entry in self.entries() if words in entry.title][:limit])


def law(pk: int, key: str, number: int, text: str, **facts: Any) -> Entry:
    """An article of our own wording."""
    defaults: dict[str, Any] = {
        "authority": 5,
        "level": "statute",
        "dated": dt.date(2020, 1, 1),
        "path": "第一章 总则",
    }
    return Entry(
        kind="article",
        pk=pk,
        title=f"中华人民共和国{key}",
        text=text,
        url=f"/law/{key}/{number}/",
        heading=f"第{number}条",
        law=key,
        number=number,
        **{**defaults, **facts},
    )


def page(pk: int, title: str, text: str, **facts: Any) -> Entry:
    return Entry(
        kind="guide",
        pk=pk,
        title=title,
        text=text,
        url=f"/guide-{pk}/",
        **{"path": "办事指南", **facts},
    )


ARTICLES = [
    law(1, "茶馆法", 1, "本法所称茶馆，是指供人饮茶、休息的营业性场所。"),
    law(2, "茶馆法", 2, "茶馆应当在每日零时前停止营业，不得通宵营业。"),
    law(
        3,
        "茶馆法",
        3,
        "互联网上网服务营业场所不得接纳未成年人进入，并应当悬挂未成年人禁入标志。",
    ),
    law(4, "茶馆法", 35, "茶馆不得强迫客人购买茶叶。", sub=0),
    law(5, "茶馆法", 35, "茶馆退还茶叶款的，应当在七日内办理。", sub=1),
    law(
        6,
        "茶馆法",
        2,
        "茶馆的营业时间由各地自定。",
        current=False,
        dated=dt.date(2001, 1, 1),
    ),
    law(7, "茶馆法实施条例", 35, "茶馆的价目应当公开。", authority=4),
    law(
        8,
        "河南省茶馆条例",
        2,
        "茶馆的营业时间由县级人民政府规定。",
        authority=2,
        region="河南省",
    ),
]
GUIDES = [
    page(1, "茶馆营业许可", "开办茶馆的，向文化主管部门提出申请，领取许可证。"),
    page(
        2,
        "演出许可",
        "举办营业性演出，应当在演出日期二十日前提出申请。<script>alert('x')</script>",
    ),
    page(
        3,
        "Tea house licence",
        "How to open a tea house and apply for a licence.",
        language="en",
    ),
]
NAMES = {
    "茶馆法": "茶馆法",
    "中华人民共和国茶馆法": "茶馆法",
    "茶馆法实施条例": "茶馆法实施条例",
    "河南省茶馆条例": "河南省茶馆条例",
    "刑法": "刑法",
    "民法典": "民法典",
    "旅游法": "旅游法",
    "关于茶叶的解释（二）": "关于茶叶的解释（二）",
}


def server() -> str:
    url = os.environ.get("ELASTICSEARCH_URL", "")
    if not url:
        reason = "ELASTICSEARCH_URL is not set; `make elasticsearch` starts a server"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return url


def ask(text, **more):
    language = more.pop("language", "zh-hans")
    return actions.find(read({"q": text, **more}, language=language))


def keys(found):
    return [hit.key for hit in found.hits]
