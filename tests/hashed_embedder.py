"""An embedder without a model: the words of a text, hashed; it counts what it embeds."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.instrument import Language


class HashedEmbedder:
    """Each word counts in one of ``width`` places, chosen by its CRC."""

    def __init__(self, name: str = "hashed-words", width: int = 64) -> None:
        self.name, self._width = name, width
        self.languages: frozenset[Language] = frozenset({"en"})
        self.embedded = 0
        """How many passages it has embedded."""

    def load(self) -> None:
        """Nothing is to be loaded."""

    def questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit-length row a question."""
        rows = np.zeros((len(texts), self._width), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(word.encode()) % self._width] += 1
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit-length row a text."""
        self.embedded += len(texts)
        return self.questions(texts)
