"""Likeness: how alike a question is to sample questions, those that an entry answers and those that none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.errors import IndexFault
from bot.lexicon import Lexicon, tokens
from corpus.instrument import Language

if TYPE_CHECKING:
    from bot.embedder import Vectors

Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Likeness:
    """The sample questions of one language; an entry is as alike as the most alike of its samples."""

    _lexicon: Lexicon | None
    _places: NDArray[np.intp]
    """Of each sample, the place of its entry in the index; not falling."""
    _rows: Vectors
    """The vector of each sample; zeros where the embedder does not know its language."""
    _unanswered: Vectors
    """The vectors of the samples that no entry answers, likewise."""
    _other: NDArray[np.bool_]
    """Which of these are of another subject."""
    _size: int
    """How many entries the index has."""

    def words(self, query: Sequence[str]) -> Scores:
        """How much of the query's tokens the samples of each entry share, 0 to 1 (see Lexicon.shares)."""
        return self._best(self._lexicon.shares(query)) if self._lexicon is not None else self._best(np.zeros(0))

    def meaning(self, vector: Vectors) -> Scores:
        """The cosine of a unit-length vector and the nearest sample of each entry, 0 where that is below 0."""
        return self._best(np.maximum(cosines(self._rows, vector), 0))

    def unanswered(self, vector: Vectors) -> float:
        """The cosine of a unit-length vector and the nearest sample that no entry answers, at least 0."""
        return float(cosines(self._unanswered, vector).max(initial=0.0))

    def other_subject(self, vector: Vectors) -> float:
        """How much nearer a vector is to an unanswered sample of another subject than to one of the guide's own."""
        near = cosines(self._unanswered, vector)
        return float(near[self._other].max(initial=0.0) - near[~self._other].max(initial=0.0))

    def _best(self, scores: NDArray[np.floating]) -> Scores:
        """The best score of each entry's samples."""
        best = np.zeros(self._size, dtype=np.float32)
        if len(self._places):
            firsts = np.flatnonzero(np.diff(self._places, prepend=-1))
            best[self._places[firsts]] = np.maximum.reduceat(scores, firsts)
        return best


def cosines(rows: Vectors, vector: Vectors) -> Vectors:
    """The cosine of each unit-length row and a vector.

    Not ``rows @ vector``: BLAS wakes its threads for it, which after an embedding takes five times as long.
    """
    found: Vectors = np.einsum("ij,j->i", rows, vector)
    return found


def build(
    folder: Path,
    language: Language,
    samples: Sequence[tuple[int, str]],
    vectors: Vectors,
    unanswered: Vectors,
    other_subject: Sequence[bool],
    repeats: float,
) -> None:
    """Write the samples of one language, each with the place of its entry, in the order of the places.

    ``vectors`` has a row each, or none where the embedder does not know the language; ``unanswered`` those that no
    entry answers, ``other_subject`` which of these are of another subject; ``repeats`` is BM25's k1 (Lexicon.build).
    """
    rows = vectors if len(vectors) else np.zeros((len(samples), vectors.shape[1]))
    np.save(folder / f"samples-{language}-rows.npy", rows.astype(np.float16))
    np.save(folder / f"samples-{language}-unanswered.npy", unanswered.astype(np.float16))
    np.save(folder / f"samples-{language}-other.npy", np.array(other_subject, dtype=np.bool_))
    np.save(folder / f"samples-{language}-places.npy", np.array([at for at, _ in samples], dtype=np.int32))
    if samples:
        told = [tokens(text, language) for _, text in samples]
        Lexicon.build(told, repeats=repeats).save(folder / f"lexicon-samples-{language}")


def read(folder: Path, language: Language, size: int) -> Likeness:
    """The samples of one language, of an index with ``size`` entries; IndexFault where they are missing or damaged."""
    try:
        rows, unanswered, other, places = (
            np.load(folder / f"samples-{language}-{part}.npy") for part in ("rows", "unanswered", "other", "places")
        )
    except (OSError, ValueError, EOFError) as error:
        raise IndexFault(f"The sample questions of {folder} are missing or damaged: {error}") from None
    lexicon = Lexicon.open(folder / f"lexicon-samples-{language}", len(places)) if len(places) else None
    return Likeness(lexicon, places, rows.astype(np.float32), unanswered.astype(np.float32), other, size)
