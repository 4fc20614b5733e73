"""Spelling: a word that nobody knows is read as the known word that it nearly is, in both languages.

Letters are compared by the distance of optimal string alignment (rapidfuzz): one letter more, less, other, or two that
changed places. Korean words are compared by the letters of their syllables (jamo).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.embedder import common_words
from bot.index import Index
from bot.lexicon import STOP_WORDS, content_words, tokens
from corpus.terms import Glossary

_LATIN = re.compile(r"(?<![\w./@-])[A-Za-z]{5,}(?![\w/@-])")
_HANGUL = re.compile(r"[가-힣]{3,}")
_TWO_SLIPS, _TWO_SLIPS_KOREAN = 9, 5
"""Letters, or syllables, from which two slips are allowed instead of one."""
_SHORTEST, _SHORTEST_KOREAN = 4, 3
"""Letters, or syllables, of the shortest word that a slip is read as: shorter ones are near to too many others."""
_PREFIX = re.compile(r"^(?:anti|counter|inter|mis|multi|non|over|pre|re|sub|un)")
_VERB = re.compile(r"[하한할함해되된될됨는은을를의에로고며면지서야]$")
"""Endings of Korean surfaces that are forms of verbs, or carry a particle: too many words are near to them."""
_STEMMER = Stemmer.Stemmer("english")


@dataclass(frozen=True, slots=True)
class Slip:
    """A word that was read as another."""

    typed: str
    read: str


class Spelling:
    """What is known: the words of the corpus and the glossary, and common English ones.

    English words are read as any of these, capitalised ones and Korean ones as words of the glossary alone: names and
    verbs have too many neighbours.
    """

    def __init__(self, index: Index, glossary: Glossary) -> None:
        self._index, self._glossary = index, glossary

    def corrected(self, text: str) -> tuple[str, tuple[Slip, ...]]:
        """``text`` with its misspelt words as they were meant, and what was read otherwise; mostly ``text`` itself."""
        slips: dict[str, str] = {}

        def read(match: re.Match[str]) -> str:
            hangul = _HANGUL.fullmatch(match[0])
            found = self._korean(match[0]) if hangul else self._english(match[0], match.start() == 0)
            if found is not None:
                slips[match[0]] = found
            return found or match[0]

        text = _HANGUL.sub(read, _LATIN.sub(read, text))
        return text, tuple(Slip(typed, read) for typed, read in slips.items())

    def _english(self, word: str, opens: bool) -> str | None:
        lower = word.lower()
        stems = {_STEMMER.stemWord(lower), _STEMMER.stemWord(_PREFIX.sub("", lower))}
        if word.isupper() or lower in self._known or stems & self._stems:
            return None
        candidates = self._names if word[0].isupper() and not opens else self._words
        return self._apart(lower) or _nearest(lower, candidates.get(lower[0], ()), 2 if len(lower) >= _TWO_SLIPS else 1)

    def _apart(self, word: str) -> str | None:
        """Two known words that were typed as one: "facialrecognition"; None where no cut gives two, or several do."""
        cuts = (at for at in range(2, len(word) - 1))
        found = [f"{word[:at]} {word[at:]}" for at in cuts if self._stands(word[:at]) and self._stands(word[at:])]
        return found[0] if len(found) == 1 else None

    def _stands(self, word: str) -> bool:
        """Whether a part of a joined word is a word: a little one, or a longer one of the corpus."""
        return word in STOP_WORDS or (len(word) >= _SHORTEST and word in self._told)

    @cached_property
    def _told(self) -> frozenset[str]:
        return frozenset((*self._index.words["en"], *self._named))

    def _korean(self, word: str) -> str | None:
        stem = next(iter(content_words(word)), "")
        lexicon = self._index.lexicons["ko"]
        if len(stem) < _SHORTEST_KOREAN or not word.startswith(stem) or all(b in lexicon for b in tokens(stem, "ko")):
            return None
        if any(term in word for term in self._terms):
            return None
        found = _nearest(_jamo(stem), self._jamo, 2 if len(stem) >= _TWO_SLIPS_KOREAN else 1)
        return unicodedata.normalize("NFC", found) + word[len(stem) :] if found else None

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset((*self._index.words["en"], *self._named, *STOP_WORDS)) | common_words()

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(_STEMMER.stemWord, self._known))

    @cached_property
    def _named(self) -> list[str]:
        """The English words of the glossary."""
        return [word for term in self._glossary.terms for surface in term.en for word in _latin(surface)]

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        """The words that the glossary writes with a capital."""
        surfaces = (surface for term in self._glossary.terms for surface in term.en)
        return _by_letter([word.lower() for one in surfaces for word in re.findall(r"\b[A-Z][a-z]+\b", one)])

    @cached_property
    def _words(self) -> Mapping[str, list[str]]:
        return _by_letter([*self._named, *self._index.words["en"], *sorted(STOP_WORDS)])

    @cached_property
    def _terms(self) -> list[str]:
        """The Korean surfaces that are one word and no verb."""
        surfaces = dict.fromkeys(surface for term in self._glossary.terms for surface in term.ko)
        word = re.compile(f"[가-힣]{{{_SHORTEST_KOREAN},}}")
        return [one for one in surfaces if word.fullmatch(one) and not _VERB.search(one)]

    @cached_property
    def _jamo(self) -> list[str]:
        return list(map(_jamo, self._terms))


def _nearest(word: str, candidates: Sequence[str], slips: int) -> str | None:
    """The first of the candidates that are nearest, within ``slips``; None where there is none."""
    found = process.extractOne(word, candidates, scorer=OSA.distance, score_cutoff=slips)
    return found[0] if found else None


def _by_letter(words: Sequence[str]) -> Mapping[str, list[str]]:
    """Words by their first letter, which is seldom mistyped, each once and in their order."""
    found: dict[str, list[str]] = {}
    for word in dict.fromkeys(words):
        if len(word) >= _SHORTEST:
            found.setdefault(word[0], []).append(word)
    return found


def _jamo(word: str) -> str:
    return unicodedata.normalize("NFD", word)


def _latin(surface: str) -> list[str]:
    return re.findall("[a-z]+", surface.lower())
