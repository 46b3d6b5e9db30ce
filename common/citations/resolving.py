"""What a reference means in the library, or why nobody can say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.db import models

from common.citations import registry
from common.citations.reference import Reference

if TYPE_CHECKING:
    import datetime as dt

    from common.addresses import ArticleAddress
    from common.citations.reference import Here


class Why(models.TextChoices):
    """Why a reference leads to no article."""

    NOT_HELD = "not_held", "未收录"
    NO_ARTICLE = "no_article", "没有这一条"
    NO_LAW = "no_law", "不知是哪部法"
    NO_PLACE = "no_place", "不知从何处数起"


@dataclass(frozen=True, slots=True)
class Resolved:
    """An article, or a whole law where no article was named; else the reason why not."""

    law: str = ""
    address: ArticleAddress | None = None
    why: Why | None = None

    @property
    def path(self) -> str:
        """Where the site shows it; empty where it leads nowhere."""
        if self.address:
            return self.address.path
        return f"/law/{quote(self.law)}/" if self.law and not self.why else ""


# All references of one text at once, so that the library is asked few questions.
Resolver = Callable[
    [Sequence[Reference], "Here | None", "dt.date | None"], list[Resolved]
]


def resolve(
    references: Sequence[Reference],
    *,
    here: Here | None = None,
    on: dt.date | None = None,
) -> list[Resolved]:
    """Each reference's meaning on a day, today where none is given; `here` says which text they stand in."""
    asked = registry.resolver()
    if asked is None:
        return [Resolved(why=Why.NOT_HELD) for _each in references]
    return asked(references, here, on)
