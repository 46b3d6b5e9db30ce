"""When a law changes: the signal that says so, and the to-dos of those that cite the old words.

Whoever knows the versions sends `law_changed` with law (its key), before and now (the dates of the versions that
were and are in force; None for none), as its own row is written. Each room may listen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.dispatch import Signal

from common import todo
from common.addresses import ArticleAddress, article_label
from common.citations.registry import article_text
from common.citations.table import Citation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import Model

law_changed = Signal()


def connect() -> None:
    law_changed.connect(ask_citers, dispatch_uid="ask-citers")


def ask_citers(law: str, now: dt.date | None, **_kwargs: Any) -> None:
    """A receiver of `law_changed`: one to-do for each thing that cites another version than the one in force."""
    stale: dict[tuple[int, int], list[Citation]] = {}
    for row in Citation.objects.filter(law=law).order_by("number", "sub", "version"):
        if row.version != now:
            stale.setdefault((row.content_type_id, row.object_id), []).append(row)
    for rows in stale.values():
        ask = todo.Ask(law, rows[0].label, _words(law, rows, now), now)
        todo.put(rows[0].content_type, rows[0].object_id, ask)


def settle(obj: Model) -> None:
    """Close the to-dos of laws of which the object no longer cites the old words."""
    content_type = ContentType.objects.get_for_model(obj)
    for waiting in todo.waiting_for(content_type, obj.pk):
        rows = Citation.objects.filter(
            content_type=content_type, object_id=obj.pk, law=waiting.subject
        )
        # The version that the to-do asks for is on its row; where the law was repealed nothing may cite it.
        if not [row for row in rows if row.version != waiting.wants]:
            waiting.close()


def _words(law: str, rows: Iterable[Citation], now: dt.date | None) -> str:
    head = (
        f"《{law}》{now.isoformat()} 的版本已施行。"
        if now
        else f"《{law}》已不再施行。"
    )
    lines = dict.fromkeys(_line(row, now) for row in rows)
    return "\n".join([head, *lines])


def _line(row: Citation, now: dt.date | None) -> str:
    cited = f"{article_label(row.number, row.sub)}（{row.version.isoformat()}）"
    if now is None:
        return f"引用了{cited}。"
    old = article_text(ArticleAddress.parse(row.article_address))
    new = article_text(ArticleAddress(row.law, now, row.number, row.sub))
    if new is None:
        return f"引用了{cited}：新版本里没有这一条。"
    if old is None:
        return f"引用了{cited}：旧文字不在库里，请对照新文字。"
    same = "".join(old.split()) == "".join(new.split())
    return f"引用了{cited}：{'文字没有变。' if same else '文字有变动。'}"
