"""Indexing: what building the whole index costs against embedding its passages alone, measured in one process."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.embedder import embedder_of
from bot.entry import Contents
from bot.index import open_or_build, to_embed
from bot.settings import Settings
from bot.shipped_vectors import key, shipped
from corpus.official import Store
from corpus.passage import passages
from corpus.register import Register
from corpus.samples import Samples
from corpus.terms import Glossary


@dataclass(frozen=True, slots=True)
class Indexing:
    """One measurement of a build in an empty folder."""

    passages: int
    """Passages of the index, records and official units."""
    embedded: int
    """Texts that the model embeds: theirs, and the sample questions whose vectors are not shipped."""
    alone: tuple[float, float]
    """Seconds to embed their texts and nothing else, before and after the build."""
    build: float
    """Seconds to build the index: words, concepts, vectors, Chroma's files, digests."""

    @property
    def ratio(self) -> float:
        """Build to embedding alone (mean of both), over the same texts."""
        return self.build / (sum(self.alone) / 2)


def measure(settings: Settings, on_step: Callable[[str], None] = lambda step: None) -> Indexing:
    """Measure a build of records and installed official texts; only the ratio compares between machines."""
    register, glossary, samples = Register.load(), Glossary.load(), Samples.load()
    embedder = embedder_of(settings.embedder)
    embedder.load()
    glossary.mentions("warm-up")
    held = passages(register, Store(settings.data))
    told = to_embed(Contents.of(held, glossary, samples), embedder)
    texts = sorted((text for text in told if key(text) not in shipped(embedder)), key=len, reverse=True)
    on_step(f"embedding {len(texts)} texts alone")
    first = _timed(lambda: embedder.passages(texts))
    with tempfile.TemporaryDirectory(prefix="frt-indexing-") as folder:
        on_step(f"building the index of {len(held)} passages")
        started = time.perf_counter()
        contents = Contents.of(held, glossary, samples)
        index, _ = open_or_build(Path(folder), "0" * 64, contents, embedder, lambda done, total: None)
        build = time.perf_counter() - started
        index.close()
    on_step(f"embedding {len(texts)} texts alone once more")
    return Indexing(len(held), len(texts), (first, _timed(lambda: embedder.passages(texts))), build)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
