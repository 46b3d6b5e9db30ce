from __future__ import annotations

import datetime as dt

from django.apps import AppConfig


class LegalEducationConfig(AppConfig):
    name = "legal_education"
    verbose_name = "学法用法"

    def ready(self) -> None:
        from common import chores, citations, findable
        from legal_education.actions.telling import tell_changes
        from legal_education.index import ArticleKind
        from legal_education.results import article_text, resolve_all
        from legal_education.synonyms import law_names

        findable.register(ArticleKind())
        citations.register(law_names, article_text, resolve_all)
        chores.register("law-changes", dt.timedelta(hours=6), tell_changes)
