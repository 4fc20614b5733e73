"""StaticEmbedder: a model with one row of numbers a token, read without torch, so that it is ready at once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import EmbedderError
from corpus.instrument import Language

if TYPE_CHECKING:
    from bot.embedder import Vectors


class StaticEmbedder:
    """The vector of a text is the mean of its tokens' rows, as sentence-transformers has it from the same files."""

    def __init__(self, folder: Path, name: str, languages: frozenset[Language]) -> None:
        self._folder, self._name = folder, name
        self.languages = languages

    @cached_property
    def name(self) -> str:
        """The model's name with the beginning of its weights' SHA-256: another training is another model."""
        path = self._folder / "model.safetensors"
        try:
            with path.open("rb") as file:
                return f"{self._name}-{hashlib.file_digest(file, 'sha256').hexdigest()[:8]}"
        except OSError as error:
            raise EmbedderError(f"The embedding model's weights {path} cannot be read: {error.strerror}.") from None

    def load(self) -> None:
        """Load the model now; raise EmbedderError where a file is missing or damaged."""
        _ = self._model

    def questions(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a question; zeros for a text of which no piece is known."""
        import numpy as np

        tokenizer, rows = self._model
        vectors: Vectors = np.zeros((len(texts), rows.shape[1]), dtype=np.float32)
        for at, encoding in enumerate(tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            if encoding.ids:
                vectors[at] = rows[encoding.ids].astype(np.float32).mean(axis=0)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1)
        return vectors

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One unit-length row a text."""
        return self.questions(texts)

    @cached_property
    def _model(self) -> tuple[Any, Any]:
        """The tokenizer and the rows, one a token."""
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer

        try:
            rows = load_file(self._folder / "model.safetensors")["embedding.weight"]
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        except Exception as error:  # noqa: BLE001 - tokenizers raises nothing more precise than this
            raise EmbedderError(f"The embedding model {self._folder} cannot be loaded: {error}") from None
        tokenizer.no_padding()
        return tokenizer, rows
