"""Lanes: how much each entry of an index shares with a question: its words, its concepts, its meaning."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from bot import concepts
from bot.conversation import Standalone
from bot.embedder import Embedder
from bot.index import Index
from bot.lexicon import query_tokens
from bot.translation import Translations, shipped
from corpus.instrument import LANGUAGES

Scores = NDArray[np.float32]


class Lane(StrEnum):
    """One way of looking for passages."""

    LEXICAL = "lexical"
    """BM25 over English stems and Korean bigrams."""
    CONCEPT = "concept"
    """BM25 over glossary terms and topics; it crosses languages and everyday wordings."""
    DENSE = "dense"
    """Nearness of vectors."""


LANES = frozenset(Lane)

WEIGHTS = {Lane.LEXICAL: 0.45, Lane.CONCEPT: 0.48, Lane.DENSE: 0.6}
"""What each lane counts; one that cannot look adds nothing."""
CARRIED_WEIGHT = 0.4
"""Weight of words taken over from an earlier turn."""
TRANSLATED_WEIGHT = 0.5
"""Weight of the English words that the words of a Korean question may stand for."""
OTHER_LANGUAGE_WEIGHT = 0.5
"""Weight of words that a question borrows from the other language, such as GDPR in a Korean sentence."""
EMBEDDED = 400
"""Characters of a question that are embedded."""
NEAREST = 100
"""How many entries the dense lane contributes, each by how much nearer it is than the last of them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the lanes see of every entry, in the order of the index."""

    lexical: Scores
    """How much of the question's words it holds, 0 to about 1 (see Lexicon.shares)."""
    concept: Scores
    """How much of the question's concepts it holds, 0 to about 1."""
    dense: Scores | None
    """Cosine of question and entry, 0 where it is not among the nearest; None where the lane did not look."""

    def only(self, lanes: Set[Lane]) -> Seen:
        """What some of the lanes see."""
        return Seen(
            self.lexical if Lane.LEXICAL in lanes else np.zeros_like(self.lexical),
            self.concept if Lane.CONCEPT in lanes else np.zeros_like(self.concept),
            self.dense if Lane.DENSE in lanes else None,
        )

    def fused(self) -> Scores:
        """The weighted sum of the lanes, 0 for what none of them saw."""
        total = WEIGHTS[Lane.LEXICAL] * self.lexical + WEIGHTS[Lane.CONCEPT] * self.concept
        if self.dense is not None:
            total = total + WEIGHTS[Lane.DENSE] * _above_the_rest(self.dense)
        return total


class Lanes:
    """The lanes of one index."""

    def __init__(self, index: Index, embedder: Embedder, translations: Translations | None = None) -> None:
        self._index, self._embedder, self._translations = index, embedder, translations or shipped()

    def look(self, question: Standalone) -> Seen:
        """What all lanes see; raise IndexFault where the vector search fails."""
        return Seen(self.lexical(question), self.concept(question), self._dense(question))

    def lexical(self, question: Standalone) -> Scores:
        """How much of the question's words each entry holds."""
        total = self._nothing()
        for language in LANGUAGES:
            lexicon = self._index.lexicons[language]
            shares = lexicon.shares(query_tokens(question.own.without_names, language))
            if question.carried:
                shares = shares + CARRIED_WEIGHT * lexicon.shares(query_tokens(question.carried, language))
            total = total + (shares if language == question.language else OTHER_LANGUAGE_WEIGHT * shares)
        if question.language == "ko":
            said = f"{question.own.without_names} {question.carried}"
            total = total + TRANSLATED_WEIGHT * self._index.lexicons["en"].weighted_shares(self._translations.of(said))
        return total

    def concept(self, question: Standalone) -> Scores:
        """How much of the question's concepts each entry holds."""
        shares = self._index.concepts.shares(concepts.of_question(question.own))
        if question.carried:
            shares = shares + CARRIED_WEIGHT * self._index.concepts.shares(concepts.of_question(question.whole))
        return shares

    def _dense(self, question: Standalone) -> Scores | None:
        if question.language not in self._embedder.languages:
            return None
        vector = self._embedder.questions([_shortened(f"{question.carried} {question.text}".strip())])[0]
        scores = self._nothing()
        for near in self._index.near(vector, min(NEAREST, len(scores))):
            scores[near.at] = max(0.0, near.similarity)
        return scores

    def _nothing(self) -> Scores:
        return np.zeros(len(self._index.keys), dtype=np.float32)


def _above_the_rest(cosines: Scores) -> Scores:
    """How much nearer each of the nearest is than the furthest of them: all legal texts are somewhat alike."""
    near = cosines[cosines > 0]
    return np.maximum(cosines - near.min(), 0) if near.size == NEAREST else cosines


def _shortened(text: str) -> str:
    """Beginning and end of a long question: what is asked mostly stands there, and the model reads no more at once."""
    half = EMBEDDED // 2
    return text if len(text) <= EMBEDDED else f"{text[:half]} {text[-half:]}"
