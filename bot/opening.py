"""Opening: the guide made ready in the background, the records first, the official texts when their index is built."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from bot.embedder import Embedder, embedder_of
from bot.entry import Contents
from bot.errors import BotError, IndexRebuilt
from bot.guide import Guide
from bot.index import digest, open_or_build
from bot.index_folder import check_free, exists
from bot.question import Question
from bot.retriever import Retriever
from bot.settings import Settings
from bot.shelf import Shelf
from bot.writer import ExtractiveWriter, Writer
from corpus.errors import CorpusError, OfficialError
from corpus.official import Store
from corpus.passage import passages
from corpus.register import Register
from corpus.samples import Samples
from corpus.terms import Glossary


class Phase(StrEnum):
    """How far the opening is."""

    LOADING = "loading"
    """Reading the records, loading the embedding model."""
    BUILDING = "building"
    """Building the index of the records."""
    RECORDS = "records"
    """Answering from the records; no official text is installed."""
    ADDING = "adding"
    """Answering from the records while the official texts are indexed."""
    COMPLETE = "complete"
    """Answering from records and official texts."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class State:
    """Where the opening stands."""

    phase: Phase
    done: int = 0
    """Passages and sample questions embedded so far, while an index is built."""
    total: int = 0
    fault: BotError | CorpusError | None = None
    """What the operator should know: why it failed, why the records serve alone, that a damaged index was rebuilt."""


class Opening:
    """Makes one guide ready and, while official texts are indexed, replaces it by a fuller one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ready = threading.Event()
        self.state = State(Phase.LOADING)
        self.guide: Guide | None = None
        self.fault: BotError | CorpusError | None = None

    def check(self) -> None:
        """Raise now what is certain to keep the guide from opening: a server tells it before it says that it serves."""
        sources = self._sources
        for name in filter(None, (sources.base, sources.full)):
            check_free(self._root, name)

    def start(self, then: Callable[[], None] = lambda: None) -> None:
        """Begin in a background thread, which calls ``then`` at its end."""

        def run() -> None:
            try:
                self.run()
            finally:
                then()

        threading.Thread(target=run, name="opening", daemon=True).start()

    def wait(self, seconds: float | None = None) -> Guide | None:
        """The guide once it can answer; None where it failed or ``seconds`` have passed."""
        self._ready.wait(seconds)
        return self.guide

    def run(self, records_first: bool = True) -> None:
        """Open the guide now.

        With ``records_first``, as a server opens it, the embedding model is loaded at once, and the guide answers from
        the records while official texts are indexed; a command loads the model when a question needs it.
        """
        try:
            self._open(records_first)
        except (BotError, CorpusError) as fault:
            self.fault = fault
            if self.guide is not None:
                self.state = State(Phase.RECORDS, fault=fault)
        finally:
            if self.guide is None:
                self.state = State(Phase.FAILED, fault=self.fault)
            self._ready.set()

    def _open(self, records_first: bool) -> None:
        sources = self._sources
        self.state = State(self.state.phase, fault=sources.fault)
        make = _Maker(self._root, sources, self, records_first)
        if sources.full is None:
            self._take(make.guide(sources.base, None, Phase.BUILDING), Phase.RECORDS)
            return
        if exists(self._root, sources.full) or not records_first:
            self._take(make.guide(sources.full, sources.store, Phase.BUILDING), Phase.COMPLETE)
            return
        first = make.guide(sources.base, None, Phase.BUILDING, last=False)
        self._take(first, Phase.ADDING)
        self._take(make.guide(sources.full, sources.store, Phase.ADDING), Phase.COMPLETE)

    @property
    def _root(self) -> Path:
        return self._settings.data / "index"

    @cached_property
    def _sources(self) -> _Sources:
        return _Sources.read(self._settings)

    def _take(self, guide: Guide, phase: Phase) -> None:
        self.guide = guide
        self.state = State(phase, fault=self.state.fault)
        self._ready.set()


@dataclass(frozen=True, slots=True)
class _Sources:
    """What a guide is made from."""

    register: Register
    samples: Samples
    glossary: Glossary
    embedder: Embedder
    writer: Writer
    store: Store | None
    """The official texts, where any is installed and all are whole."""
    base: str
    """Name of the index of the records alone."""
    full: str | None
    """Name of the index with the official texts; None where the records serve alone."""
    fault: CorpusError | None
    """Why the records serve alone although texts are installed."""

    @classmethod
    def read(cls, settings: Settings) -> _Sources:
        """Read everything but the index and the embedding model; raise the fault where the guide cannot do without."""
        store: Store | None = None
        fault: CorpusError | None = None
        try:
            found = Store(settings.data)
            store = found if found.units else None
        except OfficialError as error:
            fault = error
        local = [one.instrument for one in store.locals] if store else []
        register, glossary = Register.load().extended(local), Glossary.load().extended(local)
        embedder = embedder_of(settings.embedder)
        samples = Samples.load()
        corpus = (register.digest, samples.digest, glossary.digest)
        base, full = digest(corpus, embedder), None
        if store is not None:
            full = digest((*corpus, store.manifest.digest, *_installed(store)), embedder)
        return cls(register, samples, glossary, embedder, _writer(settings), store, base, full, fault)


WARM_UP = (Question("facial recognition", "en"), Question("얼굴인식", "ko"))
"""What a server searches for before it answers anybody."""


@dataclass(frozen=True)
class _Maker:
    root: Path
    sources: _Sources
    opening: Opening
    warm: bool
    """Load the embedding model and search once in each language: the first visitor waits for nothing that is made once,
    and what is missing is told before anybody asks."""

    def guide(self, name: str, store: Store | None, phase: Phase, last: bool = True) -> Guide:
        """A guide over the index ``name``, built where needed; the opening's state follows. ``last``: none follows."""
        opening, sources = self.opening, self.sources
        check_free(self.root, name)
        if self.warm:
            sources.embedder.load()
        held = passages(sources.register, store)

        def on_progress(done: int, total: int) -> None:
            opening.state = State(phase, done, total, opening.state.fault)

        contents = Contents.of(held, sources.glossary, sources.samples)
        index, damaged = open_or_build(self.root, name, contents, sources.embedder, on_progress, last)
        if damaged:
            opening.state = State(phase, fault=IndexRebuilt(index.folder))
        retriever = Retriever(index, held, sources.embedder)
        shelf = Shelf(sources.register, held, store)
        guide = Guide(shelf, retriever, sources.glossary, name, sources.embedder.name, sources.writer)
        if self.warm:
            for question in WARM_UP:
                guide.search(question, 1)
        return guide


def _installed(store: Store) -> list[str]:
    """Which official texts are installed, and in which wording."""
    found = ((text, store.installed(text)) for text in store.manifest.texts.values())
    return [f"{text.id} {installed.sha256}" for text, installed in found if installed is not None]


def _writer(settings: Settings) -> Writer:
    if settings.model is None:
        return ExtractiveWriter()
    from bot.chat_model import ChatWriter  # loads LangChain, which the extractive writer does not need

    return ChatWriter.named(settings.model, settings.model_url, settings.model_seconds)
