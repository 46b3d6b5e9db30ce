"""What the bureau publishes, one kind of page a file."""

from __future__ import annotations

from disclosure.models.deadlines import DeadlinesPage
from disclosure.models.document import DocumentIndexPage, DocumentPage
from disclosure.models.elsewhere import ElsewherePage
from disclosure.models.guide import GuideIndexPage, GuidePage
from disclosure.models.section import SectionPage
from disclosure.models.structure import StructurePage

__all__ = [
    "DeadlinesPage",
    "DocumentIndexPage",
    "DocumentPage",
    "ElsewherePage",
    "GuideIndexPage",
    "GuidePage",
    "SectionPage",
    "StructurePage",
]
