"""The embedded engine: a tantivy index in a folder, for one machine and any number of its processes.

`<folder>/current` names the generation in use; a rebuild writes a new one beside it and swaps the name.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import tantivy

from search.engine.base import STEP, EngineDownError
from search.results import Answer, Match, cut
from search.results.answer import ASKED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from search.engine.base import Progress
    from search.index import Document
    from search.plan import Clauses, Constant, SearchPlan

    Clause = tuple[tantivy.Occur, tantivy.Query]

TOKEN_FIELDS = ("title", "path", "text")
WORD_FIELDS = ("kind", "language", "law", "level", "region")
NUMBER_FIELDS = ("id", "number", "authority", "current", "year")
SMALL_HEAP = 15_000_000
LARGE_HEAP = 128_000_000
LOCK_WAIT = 5.0
LOCK_PAUSE = 0.03
# A generation younger than this may be one that another process is building.
ABANDONED_AFTER = 6 * 3600

# One open index for each process and folder: opening costs more than a search.
_open: dict[Path, tuple[str, tantivy.Index]] = {}


class EmbeddedEngine:
    """Readers follow the pointer at each search; a writer lives only as long as its batch."""

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def search(self, plan: SearchPlan) -> Answer:
        index = self._index()
        searcher = index.searcher()
        query = _query(plan.clauses, index.schema, kind=plan.clauses.kind)
        try:
            found = searcher.search(query, limit=ASKED, count=False)
            wide = (
                _query(plan.clauses, index.schema, kind="")
                if plan.clauses.kind
                else query
            )
            counted = searcher.aggregate(
                wide, {"kinds": {"terms": {"field": "kind", "size": 50}}}
            )
            addresses = [address for _, address in found.hits]
            ids = searcher.fast_field_values("id", addresses)
            keys = [searcher.doc(address)["key"][0] for address in addresses]
        except (ValueError, OSError) as fault:
            raise EngineDownError(str(fault)) from fault
        matches = [
            Match(key, int(number or 0), score)
            for key, number, (score, _) in zip(keys, ids, found.hits, strict=True)
        ]
        return Answer(
            matches=cut(matches),
            counts={
                bucket["key"]: bucket["doc_count"]
                for bucket in counted["kinds"]["buckets"]
            },
            documents=searcher.num_docs,
            frequencies={
                token: searcher.doc_freq("text", token) for token in plan.tokens
            },
        )

    def replace(self, keys: Collection[str], documents: Iterable[Document]) -> None:
        name = self._pointer()
        if not name:
            return
        writer = self._writer(tantivy.Index.open(str(self.folder / name)))
        # The documents are read from the database only now, with the lock held: a later reading is never overtaken.
        try:
            for key in keys:
                writer.delete_documents_by_term("key", key)
            for one in documents:
                writer.add_document(_tantivy_document(one))
            writer.commit()
        except (ValueError, OSError) as fault:
            raise EngineDownError(str(fault)) from fault
        finally:
            # Merging goes on in threads that hold the lock; the next writer must find it free.
            writer.wait_merging_threads()

    def rebuild(self, documents: Iterable[Document], progress: Progress) -> int:
        name = f"{int(time.time())}-{uuid4().hex[:8]}"
        place = self.folder / name
        place.mkdir(parents=True)
        written = 0
        try:
            writer = tantivy.Index(_schema(), path=str(place)).writer(LARGE_HEAP, 1)
            for written, one in enumerate(documents, 1):
                writer.add_document(_tantivy_document(one))
                if written % STEP == 0:
                    progress(written)
            writer.commit()
            writer.wait_merging_threads()
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        before = self._pointer()
        self._point_to(name)
        self._remove_old(name, before)
        progress(written)
        return written

    def count(self) -> int:
        return int(self._index().searcher().num_docs)

    def _pointer(self) -> str:
        try:
            return (self.folder / "current").read_text("utf-8").strip()
        except FileNotFoundError:
            return ""
        except OSError as fault:
            raise EngineDownError(str(fault)) from fault

    def _point_to(self, name: str) -> None:
        fresh = self.folder / f"current.{name}"
        with fresh.open("w", encoding="utf-8") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.folder / "current")

    def _remove_old(self, name: str, before: str) -> None:
        """The one just replaced, and what a killed rebuild left; never one that is being built."""
        for place in self.folder.iterdir():
            started = place.name.partition("-")[0]
            is_abandoned = (
                started.isdecimal() and int(started) < time.time() - ABANDONED_AFTER
            )
            if (
                place.is_dir()
                and place.name != name
                and (place.name == before or is_abandoned)
            ):
                shutil.rmtree(place, ignore_errors=True)

    def _index(self) -> tantivy.Index:
        """The generation in use, with every commit made so far."""
        try:
            return self._follow()
        except (ValueError, OSError):
            # A rebuild may have swapped between reading the name and opening the folder.
            try:
                return self._follow()
            except (ValueError, OSError) as fault:
                raise EngineDownError(f"the index cannot be opened: {fault}") from fault

    def _follow(self) -> tantivy.Index:
        name = self._pointer()
        if not name:
            raise EngineDownError("the index has not been built")
        held = _open.get(self.folder)
        if not held or held[0] != name:
            index = tantivy.Index.open(str(self.folder / name))
            index.config_reader("Manual")
            held = _open[self.folder] = (name, index)
        held[1].reload()
        return held[1]

    def _writer(self, index: tantivy.Index) -> tantivy.IndexWriter:
        """A second writer is refused at once; a batch takes some 20 ms, so waiting pays."""
        until = time.monotonic() + LOCK_WAIT
        while True:
            try:
                return index.writer(SMALL_HEAP, 1)
            except ValueError as fault:
                if "Lock" not in str(fault) or time.monotonic() > until:
                    raise EngineDownError(str(fault)) from fault
                time.sleep(LOCK_PAUSE)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(
        "key", stored=True, tokenizer_name="raw", index_option="basic"
    )
    for field in TOKEN_FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    for field in WORD_FIELDS:
        builder.add_text_field(
            field, tokenizer_name="raw", index_option="basic", fast=True
        )
    for field in NUMBER_FIELDS:
        # `integer`, never `unsigned`: a term of that type matches nothing from Python.
        builder.add_integer_field(field, indexed=True, fast=True)
    return builder.build()


def _tantivy_document(one: Document) -> tantivy.Document:
    made = tantivy.Document()
    for field in ("key", *TOKEN_FIELDS, "kind", "law", "level", "region"):
        made.add_text(field, getattr(one, field))
    for language in one.language:
        made.add_text("language", language)
    for field in NUMBER_FIELDS:
        made.add_integer(field, getattr(one, field))
    return made


def _query(clauses: Clauses, schema: tantivy.Schema, *, kind: str) -> tantivy.Query:
    term, boost = tantivy.Query.term_query, tantivy.Query.boost_query
    any_of: list[Clause] = [
        (
            tantivy.Occur.Should,
            boost(term(schema, one.field, one.token, "freq"), one.weight),
        )
        for one in clauses.terms
    ]
    any_of += [(tantivy.Occur.Should, _constant(schema, one)) for one in clauses.needed]
    whole: list[Clause] = [(tantivy.Occur.Must, tantivy.Query.boolean_query(any_of))]
    whole += [(tantivy.Occur.Should, _constant(schema, one)) for one in clauses.bonuses]
    filters = [*clauses.filters, *([("kind", kind)] if kind else [])]
    for field, value in filters:
        held = term(schema, field, value, "basic")
        whole.append((tantivy.Occur.Must, tantivy.Query.const_score_query(held, 0.0)))
    return tantivy.Query.boolean_query(whole)


def _constant(schema: tantivy.Schema, one: Constant) -> tantivy.Query:
    held = tantivy.Query.term_query(schema, one.field, one.value, "basic")
    return tantivy.Query.const_score_query(held, one.score)
