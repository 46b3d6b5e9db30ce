from __future__ import annotations

from legal_education.models.citation import Citation, StillCitedError
from legal_education.models.law import Article, Heading, Law, LawVersion
from legal_education.models.pages import LessonIndexPage, LessonPage

__all__ = [
    "Article",
    "Citation",
    "Heading",
    "Law",
    "LawVersion",
    "LessonIndexPage",
    "LessonPage",
    "StillCitedError",
]
