"""Shipped vectors: those of the English sample questions, as the model makes them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hashed_embedder import HashedEmbedder

from bot import shipped_vectors
from bot.embedder import Bilingual, SentenceEmbedder, embedder_of
from bot.shipped_vectors import key, shipped, write
from bot.vectors import embedded
from corpus.samples import Samples


def english() -> list[str]:
    """The English sample questions."""
    samples = Samples.load()
    return [
        *(text for asked in samples.of.values() for text in asked["en"]),
        *(one.text for one in samples.unanswered["en"]),
    ]


def test_every_english_sample_has_its_vector() -> None:
    """After a change of the questions, 'python -m bot.shipped_vectors' writes them anew."""
    held = shipped(embedder_of(None))
    missing = [text for text in english() if key(text) not in held]
    assert missing == []
    assert len(held) == len(set(english()))


def test_the_vectors_are_those_of_the_model(embedder: SentenceEmbedder) -> None:
    """A row has length 1 and the direction that the model gives its text."""
    texts = english()[::400]
    held = shipped(embedder)
    rows = np.stack([held[key(text)] for text in texts])
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    assert (rows * embedder.passages(texts)).sum(axis=1).min() > 0.999


def test_another_model_embeds_for_itself() -> None:
    """An operator's model, and one that stands in, get none of them."""
    assert shipped(HashedEmbedder()) == {}
    assert shipped(Bilingual(HashedEmbedder("mine"), HashedEmbedder("all-MiniLM-L6-v2"))) == {}


def test_what_is_shipped_is_not_embedded(tmp_path: Path) -> None:
    """Only the other texts go through the model, and only they are kept."""
    stand_in = HashedEmbedder(shipped_vectors.MODEL, width=384)
    known = english()[:3]
    rows = embedded(tmp_path, [*known, "one more"], stand_in, lambda done, total: None)
    assert (stand_in.embedded, rows.shape) == (1, (4, 384))
    again = embedded(tmp_path, known, stand_in, lambda done, total: None)
    np.testing.assert_array_equal(again, rows[:3])
    assert stand_in.embedded == 1


def test_a_damaged_file_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the file the model makes the vectors: a start takes longer, and nothing else changes."""
    broken = tmp_path / "vectors.safetensors"
    broken.write_bytes(b"no vectors")
    shipped_vectors._read.cache_clear()
    monkeypatch.setattr(shipped_vectors, "PATH", broken)
    assert shipped(embedder_of(None)) == {}
    shipped_vectors._read.cache_clear()


def test_what_is_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row comes back in its direction, to a thousandth."""
    path = tmp_path / "vectors.safetensors"
    vectors = np.random.default_rng(0).normal(size=(5, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    texts = [f"question {number}" for number in range(5)]
    write(texts, vectors, path)
    shipped_vectors._read.cache_clear()
    monkeypatch.setattr(shipped_vectors, "PATH", path)
    held = shipped(embedder_of(None))
    assert min(float(held[key(text)] @ row) for text, row in zip(texts, vectors, strict=True)) > 0.999
    shipped_vectors._read.cache_clear()
