"""Opening: the guide made ready in the background, the records first, the official texts when their index is built."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.embedder import SentenceEmbedder, minilm, named
from bot.errors import BotError
from bot.guide import Guide
from bot.index import check_free, digest, exists, open_or_build
from bot.retriever import Retriever
from bot.settings import Settings
from bot.shelf import Shelf
from bot.writer import ExtractiveWriter, Writer
from corpus.errors import CorpusError, OfficialError
from corpus.official import Store
from corpus.passage import passages
from corpus.register import Register
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
    """Passages embedded so far, while an index is built."""
    total: int = 0
    message: str | None = None
    """What the operator should know: a fault, or that a damaged index was rebuilt."""


class Opening:
    """Makes one guide ready and, while official texts are indexed, replaces it by a fuller one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ready = threading.Event()
        self.state = State(Phase.LOADING)
        self.guide: Guide | None = None
        self.fault: BotError | CorpusError | None = None

    def start(self) -> None:
        """Begin in a background thread."""
        threading.Thread(target=self.run, name="opening", daemon=True).start()

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
            if self.guide is None:
                self.state = State(Phase.FAILED, message=str(fault))
            else:
                self.state = State(Phase.RECORDS, message=str(fault))
        finally:
            self._ready.set()

    def _open(self, records_first: bool) -> None:
        settings = self._settings
        register, glossary = Register.load(), Glossary.load()
        embedder = named(settings.embedder) if settings.embedder else minilm()
        store = self._readable(settings.data)
        local = [one.instrument for one in store.locals] if store else []
        register, glossary = register.extended(local), glossary.extended(local)
        make = _Maker(settings.data / "index", register, glossary, embedder, _writer(settings), self, records_first)
        base = digest((register.digest, glossary.digest), embedder)
        if store is None:
            self._take(make.guide(base, None, Phase.BUILDING), Phase.RECORDS)
            return
        full = digest((register.digest, glossary.digest, store.manifest.digest, *_installed(store)), embedder)
        if exists(make.root, full) or not records_first:
            self._take(make.guide(full, store, Phase.BUILDING), Phase.COMPLETE)
            return
        first = make.guide(base, None, Phase.BUILDING, last=False)
        self._take(first, Phase.ADDING)
        self._take(make.guide(full, store, Phase.ADDING), Phase.COMPLETE)

    def _readable(self, data: Path) -> Store | None:
        """The store where official texts are installed and whole; else None, with a message, and the records serve."""
        try:
            store = Store(data)
            return store if store.units else None
        except OfficialError as fault:
            self.state = State(self.state.phase, message=str(fault))
            return None

    def _take(self, guide: Guide, phase: Phase) -> None:
        self.guide = guide
        self.state = State(phase, message=self.state.message)
        self._ready.set()


@dataclass(frozen=True)
class _Maker:
    root: Path
    register: Register
    glossary: Glossary
    embedder: SentenceEmbedder
    writer: Writer
    opening: Opening
    warm: bool
    """Load the embedding model at once, so that the first question need not wait for it."""

    def guide(self, name: str, store: Store | None, phase: Phase, last: bool = True) -> Guide:
        """A guide over the index ``name``, built where needed; the opening's state follows. ``last``: none follows."""
        opening = self.opening
        check_free(self.root, name)
        if self.warm:
            self.embedder.questions(["warm-up"])
        self.glossary.mentions("warm-up")
        held = passages(self.register, store)

        def on_progress(done: int, total: int) -> None:
            opening.state = State(phase, done, total, opening.state.message)

        index, damaged = open_or_build(self.root, name, held, self.embedder, self.glossary, on_progress, last)
        if damaged:
            opening.state = State(phase, message=f"The index {index.folder} was damaged and has been built anew.")
        retriever = Retriever(index, held, self.embedder)
        return Guide(Shelf(self.register, held, store), retriever, self.glossary, name, self.embedder.name, self.writer)


def _installed(store: Store) -> list[str]:
    """Which official texts are installed, and in which wording."""
    found = ((text, store.installed(text)) for text in store.manifest.texts.values())
    return [f"{text.id} {installed.sha256}" for text, installed in found if installed is not None]


def _writer(settings: Settings) -> Writer:
    if settings.model is None:
        return ExtractiveWriter()
    from bot.chat_model import ChatWriter  # loads LangChain, which the extractive writer does not need

    return ChatWriter.named(settings.model, settings.model_url, settings.model_seconds)
