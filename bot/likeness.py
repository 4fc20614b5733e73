"""Likeness: how alike a question is to sample questions, those that an entry answers and those that none does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from bot.divide import Divide
from bot.errors import IndexFault
from bot.lexicon import Lexicon, phrases
from corpus.instrument import Language
from corpus.samples import Unanswered

if TYPE_CHECKING:
    from bot.embedder import Vectors

Scores = NDArray[np.float32]

LENGTH_WEIGHT = 0.5
"""BM25's b over the samples of an entry."""
REPEATS = 0.4
"""BM25's k1 over them: that several samples use a word says little more than that one does."""
RIDGE = 1.0
"""How strongly the readers of meaning are held back from learning single samples by heart."""
MANY = 8
"""With so many samples an entry is weighed by them in full."""
DIRECTIONS = 128
"""How many directions of their space samples are compared in: those that hold most of their length, 88 % of it."""


@dataclass(frozen=True)
class Likeness:
    """The sample questions of one language, by the entries that answer them."""

    _lexicon: Lexicon | None
    """A text an asked entry: all words and phrases of its samples."""
    _asked: NDArray[np.intp]
    """The place in the index of each entry that has samples, rising."""
    _places: NDArray[np.intp]
    """Of each sample, the place of its entry; not falling."""
    _directions: Vectors
    """A column a direction in which vectors are compared."""
    _rows: Vectors
    """The vector of each sample in these directions; zeros where the embedder does not know its language."""
    _readers: Vectors
    """A row an asked entry, which reads from a vector, and a 1 after it, how far its entry is meant."""
    _unanswered: Vectors
    """The vectors of the samples that no entry answers, likewise."""
    _other: NDArray[np.bool_]
    """Which of these are of another subject."""
    _answered: Divide
    """Of the samples that an entry answers from those that none does."""
    _elsewhere: Divide
    """Of the unanswered samples of another subject from those of the guide's own."""
    _keys: Sequence[str]
    """Of all entries of the index."""

    @cached_property
    def known(self) -> Scores:
        """How far its samples tell what each entry is asked for, 0 to 1 (with MANY); 1 for all where none has any."""
        if not len(self._asked):
            return np.ones(len(self._keys), dtype=np.float32)
        return np.minimum(np.bincount(self._places, minlength=len(self._keys)) / MANY, 1).astype(np.float32)

    @cached_property
    def unasked(self) -> NDArray[np.bool_]:
        """Which entries stand in a text that has no samples at all, where other texts have some."""
        works = np.array([re.split("[/@]", key, maxsplit=1)[0] for key in self._keys])
        return ~np.isin(works, works[self._asked]) & bool(len(self._asked))

    def words(self, text: str, language: Language) -> Scores:
        """How much of a question's words and phrases the samples of each entry share, 0 to 1 (see Lexicon.shares)."""
        found = self._nothing()
        if self._lexicon is not None:
            found[self._asked] = self._lexicon.shares(phrases(text, language))
        return found

    def meaning(self, vector: Vectors) -> Scores:
        """The cosine of a unit-length vector and the nearest sample of each entry, to 0.05; 0 where it is below 0."""
        scores = np.maximum(cosines(self._rows, self._turned(vector)), 0)
        best = self._nothing()
        if len(self._places):
            firsts = np.flatnonzero(np.diff(self._places, prepend=-1))
            best[self._places[firsts]] = np.maximum.reduceat(scores, firsts)
        return best

    def read(self, vector: Vectors) -> Scores:
        """How far each entry is what a vector asks for: 0 to about 0.05, of which the order matters.

        A sample counts here for what tells it from those of other entries, not for what all of them have in common.
        """
        found = self._nothing()
        if len(self._asked) and vector.any():
            found[self._asked] = np.maximum(cosines(self._readers, np.append(vector, np.float32(1))), 0)
        return found

    def answered(self, text: str, language: Language) -> float:
        """How far the words of a question are those of one that is answered, about -1 to 1 (see Divide.side)."""
        return self._answered.side(text, language)

    def elsewhere(self, text: str, language: Language) -> float:
        """How far the words of an unanswered question are those of another subject, about -1 to 1."""
        return self._elsewhere.side(text, language)

    def unanswered(self, vector: Vectors) -> float:
        """The cosine of a unit-length vector and the nearest sample that no entry answers, at least 0."""
        return float(cosines(self._unanswered, self._turned(vector)).max(initial=0.0))

    def other_subject(self, vector: Vectors) -> float:
        """How much nearer a vector is to an unanswered sample of another subject than to one of the guide's own."""
        near = cosines(self._unanswered, self._turned(vector))
        return float(near[self._other].max(initial=0.0) - near[~self._other].max(initial=0.0))

    def _turned(self, vector: Vectors) -> Vectors:
        return cosines(self._directions.T, vector)

    def _nothing(self) -> Scores:
        return np.zeros(len(self._keys), dtype=np.float32)


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
    unanswered: Sequence[Unanswered],
    unanswered_vectors: Vectors,
) -> None:
    """Write the samples of one language, each with the place of its entry, in the order of the places.

    ``vectors`` and ``unanswered_vectors`` have a row each, or none where the embedder does not know the language.
    """
    rows = vectors if len(vectors) else np.zeros((len(samples), vectors.shape[1]), dtype=np.float32)
    places = np.array([at for at, _ in samples], dtype=np.int32)
    directions = np.linalg.eigh(rows.T @ rows)[1][:, -DIRECTIONS:]
    other = np.array([one.other_subject for one in unanswered][: len(unanswered_vectors)], dtype=np.bool_)
    told = [phrases(text, language) for _, text in samples]
    parts = {
        "directions": directions.astype(np.float32),
        "rows": (rows @ directions).astype(np.float16),
        "readers": _readers(rows, places),
        "unanswered": (unanswered_vectors @ directions).astype(np.float16),
        "other": other,
        "places": places,
    }
    for name, part in parts.items():
        np.save(folder / f"samples-{language}-{name}.npy", part)
    own, others = (
        [phrases(one.text, language) for one in unanswered if one.other_subject is kind] for kind in (False, True)
    )
    Divide.learnt(told, [*own, *others]).save(folder, f"samples-{language}-answered")
    Divide.learnt(others, own).save(folder, f"samples-{language}-elsewhere")
    if samples:
        by_entry: dict[int, list[str]] = {}
        for (at, _), found in zip(samples, told, strict=True):
            by_entry.setdefault(at, []).extend(found)
        Lexicon.build(list(by_entry.values()), LENGTH_WEIGHT, REPEATS).save(folder / f"lexicon-samples-{language}")


def _readers(rows: Vectors, places: NDArray[np.int32]) -> Vectors:
    """A row an asked entry, by ridge regression of whose sample it is; an entry with many samples weighs no more."""
    asked, own, counts = np.unique(places, return_inverse=True, return_counts=True)
    extended = np.hstack([rows, np.ones((len(rows), 1))]).astype(np.float64)
    weighted = extended / np.sqrt(counts[own])[:, None]
    wanted = np.zeros((extended.shape[1], len(asked)))
    np.add.at(wanted.T, own, weighted)
    held_back = RIDGE * np.eye(extended.shape[1])
    held_back[-1, -1] = 1e-6
    columns = np.linalg.solve(weighted.T @ extended + held_back, wanted)
    return np.ascontiguousarray(columns.T, dtype=np.float32)


def read(folder: Path, language: Language, keys: Sequence[str]) -> Likeness:
    """The samples of one language, of an index with entries of these keys; IndexFault where they are not whole."""
    try:
        directions, rows, readers, unanswered, other, places = (
            np.load(folder / f"samples-{language}-{part}.npy")
            for part in ("directions", "rows", "readers", "unanswered", "other", "places")
        )
        answered, elsewhere = (Divide.open(folder, f"samples-{language}-{part}") for part in ("answered", "elsewhere"))
    except (OSError, ValueError, EOFError) as error:
        raise IndexFault(f"The sample questions of {folder} are missing or damaged: {error}") from None
    asked = np.unique(places)
    lexicon = Lexicon.open(folder / f"lexicon-samples-{language}", len(asked)) if len(asked) else None
    rows, unanswered = rows.astype(np.float32), unanswered.astype(np.float32)
    return Likeness(lexicon, asked, places, directions, rows, readers, unanswered, other, answered, elsewhere, keys)
