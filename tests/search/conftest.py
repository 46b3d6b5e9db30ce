"""A small world for search, and either engine with an index of its own."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from common import findable
from common.citations import registry
from search import engine
from tests.search.stage import ARTICLES, GUIDES, NAMES, MemoryKind, server


@pytest.fixture(autouse=True)
def _static_folder(settings):
    """The server of static files warns where its folder is missing, and a warning is an error here."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def articles():
    return MemoryKind("article", "法律条文", ARTICLES)


@pytest.fixture
def guides():
    return MemoryKind("guide", "办事指南", GUIDES)


@pytest.fixture
def small_world(monkeypatch, articles, guides):
    """The registries hold these two kinds and these names, and nothing of the other rooms."""
    monkeypatch.setattr(findable, "_kinds", {})
    monkeypatch.setattr(registry, "_provider", [lambda: NAMES])
    findable.register(articles)
    findable.register(guides)


@pytest.fixture(params=["tantivy", "elasticsearch"])
def index(request, settings, tmp_path, small_world):
    """An empty engine; each test has an index of its own, and leaves none."""
    settings.SEARCH_ENGINE = request.param
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    if request.param == "tantivy":
        yield engine.current
        return
    settings.ELASTICSEARCH_URL = server()
    name = settings.SEARCH_INDEX_NAME = f"test-{uuid4().hex[:12]}"
    yield engine.current
    with Elasticsearch(settings.ELASTICSEARCH_URL) as client:
        left = list(client.indices.get(index=f"{name}-*"))
        if left:
            client.indices.delete(index=left)


@pytest.fixture
def embedded(settings, tmp_path, small_world):
    """For what does not depend on the engine."""
    settings.SEARCH_ENGINE = "tantivy"
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return engine.current
