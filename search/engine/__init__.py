"""The search engines: an embedded one and Elasticsearch, chosen by one setting."""

from __future__ import annotations

import logging

from django.conf import settings

from search.engine.base import Engine, EngineDownError
from search.engine.elastic import ElasticEngine
from search.engine.embedded import EmbeddedEngine

__all__ = ["Engine", "EngineDownError", "current", "state"]

log = logging.getLogger(__name__)


def current() -> Engine:
    """The engine that the settings name, as they stand now."""
    if settings.SEARCH_ENGINE == "elasticsearch":
        return ElasticEngine(settings.ELASTICSEARCH_URL, settings.SEARCH_INDEX_NAME)
    return EmbeddedEngine(settings.SEARCH_INDEX_DIR)


def state() -> str:
    """`ok` or a short reason; for a watcher, so it never raises."""
    try:
        current().count()
    except EngineDownError as fault:
        return f"down: {fault}"[:200]
    except (
        Exception
    ):  # whatever else is wrong with the index must not take the watcher down
        log.exception("the state of the search engine could not be read")
        return "down: unknown fault"
    return "ok"
