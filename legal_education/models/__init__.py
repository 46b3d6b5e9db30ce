from __future__ import annotations

from legal_education.models.crossing import CrossReference
from legal_education.models.guard import StillCitedError
from legal_education.models.law import Article, Heading, Law, LawVersion
from legal_education.models.pages import LessonIndexPage, LessonPage

__all__ = [
    "Article",
    "CrossReference",
    "Heading",
    "Law",
    "LawVersion",
    "LessonIndexPage",
    "LessonPage",
    "StillCitedError",
]
