"""What every engine does, and how it says that it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from search.index import Document
    from search.plan import SearchPlan
    from search.results import Answer

    Progress = Callable[[int], None]

# How often a rebuild says how far it is, in documents.
STEP = 2000


class EngineDownError(Exception):
    """The engine cannot answer now; the message is for the log and the operator."""


class Engine(Protocol):
    """Keeps documents by key and answers a plan; every method raises EngineDownError and nothing else of its own."""

    def search(self, plan: SearchPlan) -> Answer: ...

    def replace(self, keys: Collection[str], documents: Iterable[Document]) -> None:
        """What stands under the keys is now these documents and no others; they are visible on return.

        Where no index has been built there is nothing to keep in step: the building reads everything.
        """
        ...

    def rebuild(self, documents: Iterable[Document], progress: Progress) -> int:
        """Build beside the index in use, swap, remove the old one; says how many documents it wrote."""
        ...

    def count(self) -> int: ...
