"""Divide: what tells two kinds of sample question apart by their words, learnt from both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.lexicon import phrases
from corpus.instrument import Language

RIDGE = 0.3
"""How strongly the divide is held back from learning single samples by heart."""


@dataclass(frozen=True)
class Divide:
    """A ridge regression over the words and phrases of questions, each weighted by its rarity.

    Either kind weighs as much as the other, however many samples it has. The sum of the odds of each word, as naive
    Bayes takes it, counts twice what words have in common: a question with "how", "many" and "how many" gives one
    reason, not three.
    """

    _places: Mapping[str, int]
    """Of each word or phrase of the samples, its place in the two rows below."""
    _rarity: NDArray[np.float32]
    _weights: NDArray[np.float32]

    @classmethod
    def learnt(cls, these: Sequence[Sequence[str]], those: Sequence[Sequence[str]]) -> Divide:
        """The divide between two kinds, of each sample its words and phrases; none where a kind has no samples."""
        if not (any(these) and any(those)):
            return cls({}, np.zeros(0, np.float32), np.zeros(0, np.float32))
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import Ridge

        reading: Any = TfidfVectorizer(analyzer=list, binary=True)
        rows = reading.fit_transform([*these, *those])
        sizes = np.array([len(these), len(those)])
        kinds, weights = np.repeat([1.0, -1.0], sizes), np.repeat(sizes.sum() / 2 / sizes, sizes)
        learnt: Any = Ridge(alpha=RIDGE, fit_intercept=False, solver="sparse_cg").fit(
            rows, kinds, sample_weight=weights
        )
        rarity, each = reading.idf_.astype(np.float32), learnt.coef_.astype(np.float32)
        return cls({one: int(at) for one, at in reading.vocabulary_.items()}, rarity, each)

    def side(self, text: str, language: Language) -> float:
        """On which side a question is by its words, about -1 (those) to 1 (these); 0 where it knows none of them.

        A word that no sample has is as rare as the rarest that one has: the less is known, the nearer to 0 it is.
        """
        told = phrases(text, language)
        known = [self._places[one] for one in told if one in self._places]
        if not known:
            return 0.0
        rarity = self._rarity[known]
        length = (rarity**2).sum() + (len(told) - len(known)) * self._rarity.max() ** 2
        return float((rarity * self._weights[known]).sum() / np.sqrt(length))

    def save(self, folder: Path, name: str) -> None:
        """Write it into a folder as ``<name>.txt`` and ``<name>.npy``."""
        words = sorted(self._places, key=self._places.__getitem__)
        (folder / f"{name}.txt").write_text("\n".join(words), encoding="utf-8")
        np.save(folder / f"{name}.npy", np.stack([self._rarity, self._weights]))

    @classmethod
    def open(cls, folder: Path, name: str) -> Divide:
        """Read what ``save`` wrote; OSError or ValueError where it is missing or damaged."""
        words = (folder / f"{name}.txt").read_text(encoding="utf-8").split("\n")
        rarity, weights = np.load(folder / f"{name}.npy")
        places = {one: at for at, one in enumerate(words) if one}
        if len(places) != len(rarity):
            raise ValueError(f"{name}.txt holds {len(places)} words and phrases, {name}.npy {len(rarity)}.")
        return cls(places, rarity, weights)
