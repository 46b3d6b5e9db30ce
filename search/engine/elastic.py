"""Elasticsearch 8, the engine for production: one index behind an alias, the tokens made here and not there.

Only calls that every build of the server has: no scripts, no `*_by_query`, no ping.
"""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.helpers import BulkIndexError, bulk, streaming_bulk
from elasticsearch_dsl import Index, Mapping, Search

from search.engine.base import STEP, EngineDownError
from search.results import Answer, Match, cut
from search.results.answer import ASKED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from collections.abc import Mapping as MappingType

    from search.engine.base import Progress
    from search.index import Document
    from search.plan import Clauses, Constant, SearchPlan

    Body = dict[str, Any]

# One line for each call would drown the log; faults come out as EngineDownError.
logging.getLogger("elastic_transport.transport").setLevel(logging.WARNING)

SEARCH_SECONDS = 3
WRITE_SECONDS = 5
BUILD_SECONDS = 60
CHUNK = 2000
# An index younger than this may be one that another process is building.
ABANDONED_AFTER = 6 * 3600
TOKEN_FIELDS = ("title", "path", "text")
FIELDS = {
    **dict.fromkeys(("key", "kind", "language", "law", "level", "region"), "keyword"),
    **dict.fromkeys(("number", "year"), "integer"),
    **dict.fromkeys(("authority", "current"), "byte"),
    "id": "long",
}


class ElasticEngine:
    """The alias bears the name of the setting; each build is an index of its own behind it."""

    def __init__(self, url: str, name: str) -> None:
        self.name = name
        self.client = _client(url)

    def search(self, plan: SearchPlan) -> Answer:
        client = self.client.options(request_timeout=SEARCH_SECONDS)
        with _told():
            found = (
                Search(using=client, index=self.name)
                .update_from_dict(_body(plan.clauses))
                .execute()
                .to_dict()
            )
            frequencies = self._frequencies(client, plan.tokens)
            documents = client.count(index=self.name)["count"]
        hits = ((hit["fields"], hit["_score"]) for hit in found["hits"]["hits"])
        return Answer(
            matches=cut(
                Match(fields["key"][0], fields["id"][0], score)
                for fields, score in hits
            ),
            counts={
                bucket["key"]: bucket["doc_count"]
                for bucket in found["aggregations"]["kinds"]["buckets"]
            },
            documents=documents,
            frequencies=frequencies,
        )

    def replace(self, keys: Collection[str], documents: Iterable[Document]) -> None:
        client = self.client.options(request_timeout=WRITE_SECONDS)
        with _told():
            if not client.indices.exists_alias(name=self.name):
                return
            changes = self._changes(keys, documents)
            # Deleting what is not there is no fault; writing to a name that is no alias would make a wild index.
            bulk(
                client,
                changes,
                chunk_size=CHUNK,
                refresh=True,
                require_alias=True,
                ignore_status=404,
            )

    def rebuild(self, documents: Iterable[Document], progress: Progress) -> int:
        client = self.client.options(request_timeout=BUILD_SECONDS)
        fresh = f"{self.name}-{int(time.time())}-{uuid4().hex[:8]}"
        with _told():
            _new_index(fresh, client).create()
            try:
                written = _fill(client, fresh, documents, progress)
                before = self._swap(client, fresh)
            except BaseException:
                client.indices.delete(index=fresh, ignore_unavailable=True)
                raise
            self._remove_old(client, fresh, before)
        progress(written)
        return written

    def count(self) -> int:
        client = self.client.options(request_timeout=SEARCH_SECONDS)
        with _told():
            return int(client.count(index=self.name)["count"])

    def _frequencies(
        self, client: Elasticsearch, tokens: tuple[str, ...]
    ) -> dict[str, int]:
        """In how many texts each token stands: the statistics of a text made of just these."""
        if not tokens:
            return {}
        found = client.termvectors(
            index=self.name,
            doc={"text": " ".join(tokens)},
            fields=["text"],
            term_statistics=True,
            field_statistics=False,
            positions=False,
            offsets=False,
            payloads=False,
        )
        terms = found["term_vectors"].get("text", {}).get("terms", {})
        return {token: facts.get("doc_freq", 0) for token, facts in terms.items()}

    def _changes(
        self, keys: Collection[str], documents: Iterable[Document]
    ) -> Iterator[Body]:
        gone = set(keys)
        for one in documents:
            gone.discard(one.key)
            # Always the whole document: a partial update would lose the tokens, which are not in `_source`.
            yield {"_index": self.name, "_id": one.key, "_source": asdict(one)}
        for key in sorted(gone):
            yield {"_op_type": "delete", "_index": self.name, "_id": key}

    def _swap(self, client: Elasticsearch, fresh: str) -> list[str]:
        """One call moves the alias, so no search falls between; says where it pointed before."""
        try:
            before = list(client.indices.get_alias(name=self.name))
        except NotFoundError:
            before = []
        moves: list[MappingType[str, Any]] = [
            {"remove": {"index": old, "alias": self.name}} for old in before
        ]
        client.indices.update_aliases(
            actions=[*moves, {"add": {"index": fresh, "alias": self.name}}]
        )
        return before

    def _remove_old(self, client: Elasticsearch, fresh: str, before: list[str]) -> None:
        """The one just replaced, and what a killed rebuild left; never one that is being built."""
        for index in client.indices.get(index=f"{self.name}-*"):
            started = index.removeprefix(f"{self.name}-").partition("-")[0]
            is_abandoned = (
                started.isdecimal() and int(started) < time.time() - ABANDONED_AFTER
            )
            if index != fresh and (index in before or is_abandoned):
                client.indices.delete(index=index, ignore_unavailable=True)


@cache
def _client(url: str) -> Elasticsearch:
    return Elasticsearch(
        url, request_timeout=SEARCH_SECONDS, max_retries=0, retry_on_timeout=False
    )


@contextmanager
def _told() -> Iterator[None]:
    """Whatever the server or the way to it does wrong has one name above this file."""
    try:
        yield
    except NotFoundError as fault:
        raise EngineDownError("the index has not been built") from fault
    except (ApiError, TransportError, BulkIndexError) as fault:
        raise EngineDownError(f"{type(fault).__name__}: {fault}"[:300]) from fault


def _new_index(name: str, client: Elasticsearch) -> Index:
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    mapping.meta("_source", excludes=list(TOKEN_FIELDS))
    for field in TOKEN_FIELDS:
        mapping.field(field, "text", analyzer="whitespace", index_options="freqs")
    for field, kind in FIELDS.items():
        mapping.field(field, kind)
    index = Index(name, using=client)
    # One shard: scores of several are not comparable. No refresh while it is being filled.
    index.settings(number_of_shards=1, number_of_replicas=0, refresh_interval="-1")
    index.mapping(mapping)
    return index


def _fill(
    client: Elasticsearch, index: str, documents: Iterable[Document], progress: Progress
) -> int:
    written = 0
    actions = (
        {"_index": index, "_id": one.key, "_source": asdict(one)} for one in documents
    )
    for written, _ in enumerate(
        streaming_bulk(client, actions, chunk_size=CHUNK, max_retries=3), 1
    ):
        if written % STEP == 0:
            progress(written)
    client.indices.put_settings(
        index=index, settings={"index": {"refresh_interval": None}}
    )
    client.indices.refresh(index=index)
    return written


def _body(clauses: Clauses) -> Body:
    any_of = [
        {"term": {one.field: {"value": one.token, "boost": one.weight}}}
        for one in clauses.terms
    ]
    any_of += [_constant(one) for one in clauses.needed]
    body: Body = {
        "size": ASKED,
        "track_total_hits": False,
        "_source": False,
        "stored_fields": "_none_",
        "docvalue_fields": ["key", "id"],
        "sort": [{"_score": "desc"}, {"id": "asc"}],
        "aggs": {"kinds": {"terms": {"field": "kind", "size": 50}}},
        "query": {
            "bool": {
                "must": [{"bool": {"minimum_should_match": 1, "should": any_of}}],
                "filter": [
                    {"term": {field: value}} for field, value in clauses.filters
                ],
                "should": [_constant(one) for one in clauses.bonuses],
            }
        },
    }
    if clauses.kind:
        # After the counting, so that the other kinds keep their counts.
        body["post_filter"] = {"term": {"kind": clauses.kind}}
    return body


def _constant(one: Constant) -> Body:
    return {
        "constant_score": {
            "filter": {"term": {one.field: one.value}},
            "boost": one.score,
        }
    }
