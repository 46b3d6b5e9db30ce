"""Both engines show the same first ten."""

from __future__ import annotations

import random
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from search import actions
from tests.search.stage import ask, keys, law, server

pytestmark = pytest.mark.django_db

WORDS = "茶馆 营业 时间 许可 申请 罚款 经营者 消费者 旅游 演出 场所 未成年人 不得 应当 主管部门 期限 收费 退还 公开 信息".split()  # noqa: SIM905 - twenty words read better in one line


def test_the_first_tens_are_the_same(settings, tmp_path, small_world, articles):
    settings.ELASTICSEARCH_URL = server()
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    settings.SEARCH_INDEX_NAME = f"test-{uuid4().hex[:12]}"
    dice = random.Random(11)  # noqa: S311 - a fixed corpus, not a secret
    for pk in range(100, 900):
        # Few words and short texts, so that many scores are equal and only the common order parts them.
        text = "".join(dice.choices(WORDS, k=dice.randint(0, 6)))
        path = "" if pk % 3 else "第二章 经营"
        articles.rows[pk] = law(
            pk, f"样法{pk % 7}", pk, text, path=path, authority=dice.randint(1, 6)
        )
    questions = ["".join(dice.sample(WORDS, 2)) for _ in range(25)] + [
        "样法3第101条",
        "网吧",
        "河南茶馆",
        "第200条",
    ]

    firsts = {}
    try:
        for name in ("tantivy", "elasticsearch"):
            settings.SEARCH_ENGINE = name
            actions.rebuild()
            firsts[name] = [keys(ask(question)) for question in questions]
    finally:
        with Elasticsearch(settings.ELASTICSEARCH_URL) as client:
            client.indices.delete(
                index=list(client.indices.get(index=f"{settings.SEARCH_INDEX_NAME}-*"))
            )

    assert all(firsts["tantivy"])
    assert firsts["tantivy"] == firsts["elasticsearch"]
