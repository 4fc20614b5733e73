"""Lanes: how much each entry of an index shares with a question: its words, its concepts, its meaning, its samples."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from bot import concepts
from bot.conversation import Standalone
from bot.embedder import Embedder, Vectors
from bot.index import Index, Places
from bot.lexicon import content_words, query_tokens, tokens
from bot.likeness import Scores
from bot.translation import Translations, shipped
from corpus.instrument import LANGUAGES, Language


class Lane(StrEnum):
    """One way of looking for passages."""

    LEXICAL = "lexical"
    """BM25 over English stems and Korean bigrams."""
    CONCEPT = "concept"
    """BM25 over glossary terms and topics; it crosses languages and everyday wordings."""
    DENSE = "dense"
    """Nearness of vectors."""
    SAMPLE = "sample"
    """Likeness to the sample questions that an entry is known to answer, in words and in meaning."""


LANES = frozenset(Lane)

LEXICAL_WEIGHT = 0.45
CONCEPT_WEIGHT = 0.8
SAMPLE_WEIGHT = 1.6
DENSE_WEIGHT: Mapping[Language, float] = {"en": 0.8, "ko": 0.45}
"""What each lane counts, meaning by the language of the question; one that cannot look adds nothing."""
FEW_WEIGHTS: Mapping[Language, Mapping[Lane, float]] = {
    "en": {Lane.LEXICAL: 0.8, Lane.CONCEPT: 0.9, Lane.DENSE: 1.6, Lane.SAMPLE: 2.4},
    "ko": {Lane.LEXICAL: 0.8, Lane.CONCEPT: 0.8, Lane.DENSE: 1.0, Lane.SAMPLE: 2.4},
}
"""What each lane counts for an entry the less its samples tell: official words without a record have one or two."""
UNASKED_WEIGHTS: Mapping[Language, Mapping[Lane, float]] = {
    "en": {Lane.LEXICAL: 1.1, Lane.CONCEPT: 1.0, Lane.DENSE: 2.4, Lane.SAMPLE: 0.0},
    "ko": {Lane.LEXICAL: 1.9, Lane.CONCEPT: 1.5, Lane.DENSE: 2.5, Lane.SAMPLE: 0.0},
}
"""What each lane counts in a text without any samples, beside texts that have some.

What it shares itself is all there is to tell: a document that an agency added.
"""
SAMPLE_WORDS = 0.6
"""How much of a likeness is of words; the rest is of meaning."""
SAMPLE_READ = 5.0
"""What is read out of a vector counts besides, in units of a likeness."""
SAMPLE_FAR = 0.45
"""Cosine up to which a question and a sample are not alike."""
CARRIED_WEIGHT = 0.4
"""Weight of words taken over from an earlier turn."""
TRANSLATED_WEIGHT = 1.0
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
    sample: Scores
    """How alike the question is to a sample question of it, 0 to about 1."""
    nearer: Scores
    """How much nearer the question is to a sample of it than to one that nothing answers: a difference of cosines."""
    weights: Mapping[Lane, float]
    """What each lane counts for this question."""
    known: Scores
    """How far its samples tell what each entry is asked for, 0 to 1 (see Likeness.known)."""
    few_weights: Mapping[Lane, float]
    """What each lane counts for an entry whose samples tell nothing; one whose tell something lies between."""
    unasked: NDArray[np.bool_]
    """Which entries stand in a text without any samples."""
    unasked_weights: Mapping[Lane, float]
    """What each lane counts for these."""

    def only(self, lanes: Set[Lane]) -> Seen:
        """What some of the lanes see; one alone counts in full, however little it would count beside the others."""
        weights = self.weights if len(lanes) > 1 else dict.fromkeys(Lane, 1.0)
        sampled = len(lanes) > 1 and Lane.SAMPLE in lanes
        return Seen(
            self.lexical if Lane.LEXICAL in lanes else np.zeros_like(self.lexical),
            self.concept if Lane.CONCEPT in lanes else np.zeros_like(self.concept),
            self.dense if Lane.DENSE in lanes else None,
            self.sample if Lane.SAMPLE in lanes else np.zeros_like(self.sample),
            self.nearer,
            weights,
            self.known,
            self.few_weights if sampled else weights,
            self.unasked,
            self.unasked_weights if sampled else weights,
        )

    def fused(self) -> Scores:
        """The weighted sum of the lanes, 0 for what none of them saw."""
        total = self._summed(self.weights)
        if self.few_weights != self.weights and not self.known.all():
            total = self.known * total + (1 - self.known) * self._summed(self.few_weights)
        if self.unasked.any():
            total = np.where(self.unasked, self._summed(self.unasked_weights), total)
        return total

    def _summed(self, weights: Mapping[Lane, float]) -> Scores:
        total: Scores = weights[Lane.LEXICAL] * self.lexical + weights[Lane.CONCEPT] * self.concept
        total = total + weights[Lane.SAMPLE] * self.sample
        if self.dense is not None:
            total = total + weights[Lane.DENSE] * _above_the_rest(self.dense)
        return total


class Lanes:
    """The lanes of one index."""

    def __init__(self, index: Index, embedder: Embedder, translations: Translations | None = None) -> None:
        self._index, self._embedder, self._translations = index, embedder, translations or shipped()

    def look(self, question: Standalone, among: Places | None = None) -> Seen:
        """What all lanes see, the dense one only ``among`` the entries at these places where they are given.

        Raises IndexFault where the vector search fails.
        """
        own = self._own(question, question.language)
        # Where one passage holds half of a Korean question's words, by their rarity, words alone decide.
        doubt = 1 - float(own.max(initial=0.0)) if question.language == "ko" else 1.0
        weights = {
            Lane.LEXICAL: LEXICAL_WEIGHT,
            Lane.CONCEPT: CONCEPT_WEIGHT,
            Lane.DENSE: doubt * DENSE_WEIGHT[question.language],
            Lane.SAMPLE: SAMPLE_WEIGHT,
        }
        few, unasked = FEW_WEIGHTS[question.language], UNASKED_WEIGHTS[question.language]
        vector = self._vector(question)
        samples = self._index.samples[question.language]
        near = samples.meaning(vector) if vector is not None else self._nothing()
        return Seen(
            self._lexical(question, own),
            self.concept(question),
            self._dense(vector, among) if vector is not None else None,
            self._alike(question, near, vector),
            near - (samples.unanswered(vector) if vector is not None else 0),
            weights,
            samples.known,
            {**few, Lane.DENSE: doubt * few[Lane.DENSE]},
            samples.unasked,
            {**unasked, Lane.DENSE: doubt * unasked[Lane.DENSE]},
        )

    def other_subject(self, question: Standalone) -> tuple[float, float]:
        """How much more an unanswered question is like refused samples of another subject than of the guide's own.

        A difference of cosines, and what its words say (see Likeness.elsewhere).
        """
        samples, vector = self._index.samples[question.language], self._vector(question)
        nearer = samples.other_subject(vector) if vector is not None else 0.0
        return nearer, samples.elsewhere(question.own.without_names, question.language)

    def lexical(self, question: Standalone) -> Scores:
        """How much of the question's words each entry holds."""
        return self._lexical(question, self._own(question, question.language))

    def _own(self, question: Standalone, language: Language) -> Scores:
        """How much each entry holds of the question's own words in ``language``."""
        return self._index.lexicons[language].shares(query_tokens(question.own.without_names, language))

    def _lexical(self, question: Standalone, own: Scores) -> Scores:
        """``own`` with what is carried over, borrowed from the other language, and translated."""
        total = self._nothing()
        for language in LANGUAGES:
            lexicon = self._index.lexicons[language]
            shares = own if language == question.language else self._own(question, language)
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
        return self._conceptual(question) * shares

    def _conceptual(self, question: Standalone) -> float:
        """How much of the question is concepts, 0 to 1, weighted by rarity: a lone "face" says little of it."""
        told = sum(map(self._index.concepts.rarity, concepts.of_question(question.whole)))
        lexicon = self._index.lexicons[question.language]
        words = (tokens(word, question.language) for word in content_words(question.whole.without_mentions))
        untold = sum(fmean(map(lexicon.rarity, word)) for word in words if word)
        return told / (told + untold) if told else 0.0

    def _alike(self, question: Standalone, near: Scores, vector: Vectors | None) -> Scores:
        """How alike the question is to the samples of each entry, whose cosines are ``near``."""
        samples = self._index.samples[question.language]
        meaning = np.maximum(near - SAMPLE_FAR, 0) / (1 - SAMPLE_FAR)
        alike: Scores = SAMPLE_WORDS * samples.words(_told(question), question.language) + (1 - SAMPLE_WORDS) * meaning
        return alike if vector is None else alike + SAMPLE_READ * samples.read(vector)

    def _vector(self, question: Standalone) -> Vectors | None:
        """The vector of a question, zeros where no word of it is known; None where its language is not."""
        if question.language not in self._embedder.languages:
            return None
        vector: Vectors = self._embedder.questions([_told(question)])[0]
        return vector

    def _dense(self, vector: Vectors, among: Places | None) -> Scores:
        scores = self._nothing()
        if not vector.any():
            return scores
        near = self._index.near(vector, min(NEAREST, len(scores)), among)
        scores[near.places] = np.maximum(near.cosines, 0)
        return scores

    def _nothing(self) -> Scores:
        return np.zeros(len(self._index.keys), dtype=np.float32)


def _told(question: Standalone) -> str:
    """A question with what it takes over, shortened to what an embedder reads."""
    return _shortened(f"{question.carried} {question.text}".strip())


def _above_the_rest(cosines: Scores) -> Scores:
    """How much nearer each of the nearest is than the furthest of them: all legal texts are somewhat alike."""
    near = cosines[cosines > 0]
    return np.maximum(cosines - near.min(), 0) if near.size else cosines


def _shortened(text: str) -> str:
    """Beginning and end of a long question: what is asked mostly stands there, and the model reads no more at once."""
    half = EMBEDDED // 2
    return text if len(text) <= EMBEDDED else f"{text[:half]} {text[-half:]}"
