"""Scale: what a search costs among many generated passages, against one embedding of the same question by MiniLM.

Beside it LangChain's ensemble of BM25 and Chroma searches the same passages, where it is installed.
"""

from __future__ import annotations

import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.concepts import of_texts
from bot.conversation import stand_alone
from bot.embedder import Embedder, Vectors, embedder_of, minilm
from bot.entry import Contents, Entry
from bot.index import open_or_build
from bot.lanes import Lanes
from bot.question import Question
from bot.reading import Reading
from corpus.instrument import LANGUAGES, Language
from corpus.register import Register
from corpus.samples import Asked, Samples
from corpus.terms import Glossary
from evals.case import Case
from evals.errors import PeerMissing
from evals.peer import ensemble
from evals.speed import QUESTIONS, Quartiles, questions

WORDS = (40, 160)
"""The fewest and the most words of a generated passage."""
WARM_UP = 5
"""Questions that are asked before any is timed."""


@dataclass(frozen=True, slots=True)
class Search:
    """What the searches of one language cost."""

    language: Language
    search: Quartiles
    """Seconds of one search by all lanes."""
    ratio: Quartiles
    """Search to embedding of the same question by MiniLM, question by question."""
    peer: Quartiles | None
    """The same for LangChain's ensemble; None where it is not installed."""


@dataclass(frozen=True, slots=True)
class Scale:
    """One measurement."""

    passages: int
    build_seconds: float
    """Building the index, with vectors that are drawn and not embedded."""
    disk_bytes: int
    """The index folder."""
    peak_bytes: int
    """The most memory that the process has held, models, torch and the building included."""
    searches: tuple[Search, ...]
    peer_missing: str | None
    """Why LangChain's ensemble was not measured; None where it was."""


class _Drawn:
    """An embedder of passages that draws their vectors near those of real ones; questions are embedded as ever."""

    def __init__(self, real: Embedder, near: Vectors) -> None:
        self._real, self._near = real, near
        self._draw = np.random.default_rng(0)
        self.name, self.languages = f"drawn near {real.name}", real.languages

    def load(self) -> None:
        """Load the real model."""
        self._real.load()

    def questions(self, texts: Sequence[str]) -> Vectors:
        """As the real model has them."""
        return self._real.questions(texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """A row drawn for each text."""
        chosen = self._near[self._draw.integers(0, len(self._near), len(texts))]
        rows: Vectors = (chosen + self._draw.normal(0, 0.04, chosen.shape)).astype(np.float32)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows


def measure(count: int, cases: Sequence[Case], on_step: Callable[[str], None] = lambda step: None) -> Scale:
    """Build an index of ``count`` generated passages in an empty folder and search it; ratios compare between machines.

    A passage is made of words of the records in both languages, drawn by how common they are.
    """
    glossary, register, samples = Glossary.load(), Register.load(), Samples.load()
    real, yardstick = embedder_of(None), minilm()
    yardstick.load()
    records = list(register.provisions.values())
    embedder = _Drawn(real, real.passages([record.text.en for record in records[:: max(1, len(records) // 400)]]))
    on_step(f"generating {count} passages")
    words = {language: [word for r in records for word in r.text.say(language).split()] for language in LANGUAGES}
    entries = tuple(_generated(count, words, glossary, list(samples.of.values())))
    with tempfile.TemporaryDirectory(prefix="frt-scale-") as folder:
        on_step("building their index")
        started = time.perf_counter()
        own = Path(folder) / "own"
        index, _ = open_or_build(
            own, "0" * 64, Contents(entries, samples.unanswered), embedder, lambda done, total: None
        )
        build = time.perf_counter() - started
        disk = sum(path.stat().st_size for path in index.folder.rglob("*") if path.is_file())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        try:
            on_step("building LangChain's ensemble over the same")
            beside, missing = _peer(Path(folder) / "peer", entries, embedder)
            found = []
            for language in LANGUAGES:
                on_step(f"searching ({language})")
                asked = questions(language, QUESTIONS[language], cases, glossary)
                found.append(_searches(Lanes(index, embedder), beside, yardstick, language, asked, glossary))
        finally:
            index.close()
    return Scale(count, build, disk, peak, tuple(found), missing)


def _peer(folder: Path, entries: Sequence[Entry], embedder: Embedder) -> tuple[Callable[[str], int] | None, str | None]:
    """The search of LangChain's ensemble over the same texts and like vectors, or why there is none."""
    texts = ["\n".join(one.words.values()) for one in entries]
    try:
        return ensemble(folder, texts, embedder.passages(texts), embedder), None
    except PeerMissing as fault:
        return None, str(fault)


def _generated(
    count: int, words: dict[Language, list[str]], glossary: Glossary, asked: Sequence[Asked]
) -> Iterator[Entry]:
    """The passages; the first ones have the sample questions of the register, which cost their part of a search."""
    draw = random.Random(0)
    for at in range(count):
        texts = {language: " ".join(draw.choices(words[language], k=draw.randint(*WORDS))) for language in LANGUAGES}
        samples = asked[at] if at < len(asked) else {}
        concepts = tuple(of_texts([texts["en"][:200]], glossary))
        yield Entry(f"x/para-{at}", texts, concepts, {"en": texts["en"]}, samples=samples)


def _searches(
    lanes: Lanes,
    peer: Callable[[str], int] | None,
    yardstick: Embedder,
    language: Language,
    asked: Sequence[str],
    glossary: Glossary,
) -> Search:
    """Time each question in turn and in alternating order, so that all meet the same load; the first ones warm up."""

    def search(text: str) -> object:
        question = stand_alone(Question(text, language), lambda said: Reading.of(said, glossary, {}))
        return np.argpartition(-lanes.look(question).fused(), 30)

    ways: dict[str, Callable[[str], object]] = {"search": search, "embedding": lambda text: yardstick.questions([text])}
    if peer is not None:
        ways["peer"] = peer
    took: dict[str, list[float]] = {way: [] for way in ways}
    for at, text in enumerate(asked):
        for way in ways if at % 2 else reversed(ways):
            started = time.perf_counter()
            ways[way](text)
            if at >= WARM_UP:
                took[way].append(time.perf_counter() - started)
    return Search(
        language,
        Quartiles.of(took["search"]),
        _ratio(took["search"], took["embedding"]),
        _ratio(took["peer"], took["embedding"]) if peer is not None else None,
    )


def _ratio(some: Sequence[float], others: Sequence[float]) -> Quartiles:
    return Quartiles.of([one / other for one, other in zip(some, others, strict=True)])
