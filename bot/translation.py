"""Translation: the English words that the words of a Korean question may stand for, for the lexical lane.

The table is learned from pairs of texts (see bot/korean/alignment.py); it holds stems as the English lexicon does.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from bot.errors import TranslationFault
from bot.lexicon import content_words

TABLE = Path(__file__).parent / "korean" / "translations.tsv"
TOKENIZER = Path(__file__).parent / "korean" / "model" / "tokenizer.json"


class Translations:
    """A table of pieces of Korean words with English stems and their probabilities."""

    def __init__(self, table: Path = TABLE, tokenizer: Path = TOKENIZER) -> None:
        self._path, self._tokenizer_path = table, tokenizer

    def of(self, text: str) -> dict[str, float]:
        """The English stems that the content words of a Korean text may stand for, each with a weight, 0 to 1.

        The weight is the root of the probability: a word that shares a piece with others is not lost beside the first.
        """
        found: dict[str, float] = {}
        for piece in self._tokenizer.encode(" ".join(content_words(text)), add_special_tokens=False).tokens:
            for stem, probability in self._table.get(piece, {}).items():
                found[stem] = max(found.get(stem, 0.0), math.sqrt(probability))
        return found

    @cached_property
    def _table(self) -> Mapping[str, Mapping[str, float]]:
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
            return {piece: _weighted(words) for piece, *words in (line.split("\t") for line in lines)}
        except (OSError, ValueError) as error:
            raise TranslationFault(f"The table of translations {self._path} cannot be read: {error}") from None

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        try:
            return Tokenizer.from_file(str(self._tokenizer_path))
        except Exception as error:  # noqa: BLE001 - tokenizers raises nothing more precise
            raise TranslationFault(f"The tokenizer {self._tokenizer_path} cannot be read: {error}") from None


@cache
def shipped() -> Translations:
    """The table that comes with the guide."""
    return Translations()


def line(piece: str, words: Mapping[str, float]) -> str:
    """A line of the table: the piece, then each stem with its probability."""
    return "\t".join((piece, *(f"{stem}:{probability:.3f}" for stem, probability in words.items())))


def _weighted(words: list[str]) -> dict[str, float]:
    pairs = (word.rsplit(":", 1) for word in words)
    return {stem: float(probability) for stem, probability in pairs}
