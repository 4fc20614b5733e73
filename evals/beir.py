"""BEIR: a folder in BEIR form (corpus.jsonl, queries.jsonl, qrels/*.tsv), searched with the product's own lanes."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from bot.concepts import of_texts
from bot.conversation import Standalone, stand_alone
from bot.embedder import Embedder
from bot.entry import Contents, Entry
from bot.index import open_or_build
from bot.lanes import Lanes
from bot.question import Question
from bot.reading import Reading, is_name
from corpus import json_lines
from corpus.instrument import Language
from corpus.terms import Glossary
from evals.errors import BeirError
from evals.ranking import Qrels, Run
from evals.retrieval import SETS

DEPTH = 100
"""How many documents of each ranking are kept."""


class Languages(StrEnum):
    """The languages of a folder."""

    KO = "ko"
    EN = "en"
    KO_EN = "ko-en"
    """Korean queries, English corpus."""

    @property
    def query(self) -> Language:
        """The language of the queries."""
        return "en" if self is Languages.EN else "ko"

    @property
    def corpus(self) -> Language:
        """The language of the documents."""
        return "ko" if self is Languages.KO else "en"


@dataclass(frozen=True, slots=True)
class Collection:
    """What a folder holds."""

    documents: Mapping[str, str]
    """Title and text of each document, by id."""
    queries: Mapping[str, str]
    """The queries that are judged, by id."""
    qrels: Qrels

    @classmethod
    def read(cls, folder: Path) -> Collection:
        """Read a folder; BeirError names the file, line and field that is wrong."""
        documents = {one.id: f"{one.title}\n{one.text}".strip() for one in _lines(folder / "corpus.jsonl")}
        asked = {one.id: one.text for one in _lines(folder / "queries.jsonl")}
        paths = sorted((folder / "qrels").glob("*.tsv"))
        if not paths:
            raise BeirError(f"{folder / 'qrels'} holds no *.tsv file")
        qrels: dict[str, dict[str, int]] = {}
        for path in paths:
            for number, (query, document, relevance) in _judgements(path):
                if query not in asked or document not in documents:
                    raise BeirError(f"{path}:{number}: {query} or {document} is in no line of the folder")
                if relevance > 0:
                    qrels.setdefault(query, {})[document] = relevance
        return cls(documents, {query: asked[query] for query in qrels}, qrels)


def search(
    collection: Collection,
    languages: Languages,
    embedder: Embedder,
    on_progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> dict[str, Run]:
    """The ranking of each query by each set of lanes, over an index in a temporary folder.

    What a passage of the guide's own gains for what it is (force, issuer, links) does not apply here.
    """
    glossary = Glossary.load()
    entries = (_entry(id, text, languages.corpus, glossary) for id, text in collection.documents.items())
    contents = Contents(tuple(entries))
    with tempfile.TemporaryDirectory(prefix="frt-beir-") as folder:
        index, _ = open_or_build(
            Path(folder), "0" * 64, contents, embedder, lambda done, total: on_progress("embedding", done, total)
        )
        try:
            lanes = Lanes(index, embedder)
            runs: dict[str, dict[str, dict[str, float]]] = {name: {} for name in SETS}
            for done, (id, text) in enumerate(collection.queries.items(), 1):
                seen = lanes.look(_question(text, languages.query, glossary))
                for name, kept in SETS.items():
                    scores = seen.only(kept).fused()
                    best = np.argsort(-scores, kind="stable")[:DEPTH]
                    runs[name][id] = {index.keys[at]: float(scores[at]) for at in best if scores[at] > 0}
                on_progress("searching", done, len(collection.queries))
        finally:
            index.close()
    return dict(runs)


def _entry(id: str, text: str, language: Language, glossary: Glossary) -> Entry:
    return Entry(id, {language: text}, tuple(of_texts([text], glossary)), {language: text})


def _question(text: str, language: Language, glossary: Glossary) -> Standalone:
    """A query that stands alone; the names of the guide's own sources are words like others here."""
    question = stand_alone(Question(text, language), lambda said: Reading.of(said, glossary, {}))
    own = question.own
    return replace(question, own=replace(own, mentions=tuple(m for m in own.mentions if not is_name(m))))


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: str = Field(alias="_id", min_length=1)
    title: str = ""
    text: str


def _lines(path: Path) -> Iterator[_Line]:
    return (line for _, line in json_lines.read(path, _Line, BeirError))


def _judgements(path: Path) -> Iterator[tuple[int, tuple[str, str, int]]]:
    """Each line's number (from 1) and query id, document id, relevance; a heading is passed over."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
                if not row or (number == 1 and not row[-1].strip().lstrip("-").isdigit()):
                    continue
                if len(row) < 3 or not row[-1].strip().lstrip("-").isdigit():
                    raise BeirError(f"{path}:{number}: expected query id, document id and relevance, separated by tabs")
                yield number, (row[0], row[-2], int(row[-1]))
    except (OSError, UnicodeDecodeError) as error:
        raise BeirError(f"{path} cannot be read: {error}") from None
