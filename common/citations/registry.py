"""The names by which laws are called and who finds their words, for whoever reads a reference.

legal_education registers who knows them; others ask here and import no room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from common.addresses import ArticleAddress
    from common.citations.resolving import Resolver

    NameProvider = Callable[[], Mapping[str, str]]
    Finder = Callable[[ArticleAddress], str | None]

_provider: list[NameProvider] = []
_finder: list[Finder] = []
_resolver: list[Resolver] = []


def register(
    names: NameProvider, finder: Finder, resolver: Resolver | None = None
) -> None:
    """`names` maps every full, short and usual name of a law to its key; `finder` gives an article's text."""
    _provider[:] = [names]
    _finder[:] = [finder]
    _resolver[:] = [resolver] if resolver else []


def law_names() -> Mapping[str, str]:
    return _provider[0]() if _provider else {}


def article_text(address: ArticleAddress) -> str | None:
    """The article's words, or None where the law is not in the library (未收录)."""
    return _finder[0](address) if _finder else None


def resolver() -> Resolver | None:
    return _resolver[0] if _resolver else None
