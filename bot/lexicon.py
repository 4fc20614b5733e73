"""Lexicon: the lexical lane, BM25 over English stems and Korean character bigrams."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from bot.errors import IndexFault
from corpus.instrument import Language

_STEMMER = Stemmer.Stemmer("english")
_WORD = re.compile(r"[가-힣]+|[a-z]+(?:'[a-z]+)?|[0-9]+")

_LITTLE = (
    "a about above after again all also am an and any are as at be because been before being below between both but "
    "by can could did do does doing down during each few for from further had has have having he her here hers him "
    "his how i if in into is it its itself just me more most my no nor not now of off on once only or other our out "
    "over own please same say says said she should so some such tell than that the their them then there these they "
    "this those through to too under until up us very was we were what when where which while who whom why will with "
    "would you your may might must shall let get got give given explain describe mean means know want need something "
    "anything someone anyone people much many there's what's it's don't doesn't isn't "
    "won't can't couldn't wouldn't shouldn't didn't aren't wasn't weren't hasn't haven't"
)
STOP_WORDS = frozenset(_LITTLE.split())
"""English words that say nothing of what a question is about."""

_KOREAN_STOP = re.compile(
    r"(?:무엇|뭐|뭔가|뭘|무슨|어떤|어떻|어떠|어때|어디|언제|누가|누구|얼마나|그럼|그러면|그렇|그런|그리고|혹시|정말|진짜|우리|이것|그것|저것|이거|그거"
    r"|이게|그게|이건|그건|알려|말해|답해|궁금|괜찮|싶|있|없|되|돼|됐)[가-힣]{0,4}|그래서|근데|이후(?:에|에는|로|의)?|언제[가-힣]{0,6}|지금[은도]?|요즘은?"
    r"|(?:설명|해|말씀해)?(?:줘|줄래|주세요|주십시오|주시겠어요)|설명해|왜(?:요|죠)?|[좀및더잘꼭안못몇쓸]|또는|어느|게|걸|건(?:가|가요|지)?"
    r"|(?:가능|필요)(?:한가요|합니까|한지|한가|하나요|할까요|해요)"
    r"|(?:대|관)(?:해|하여|한|해서|하여는|해서는)|관련(?:한|된|해|하여)?|따라|따르면|따른|위해|위하여|위한|통해|통하여|통한|경우(?:는|에|에는|엔|가|도)?"
    r"|(?:것|거|건|수|때|등)(?:은|이|을|에|에는|가|도|의|예요|네요|죠|인가요|인지요?|야|임|라는)?|(?:조항|조문)[가-힣]{0,4}|저(?:는|희|희는)?|제가|나는|내가|[이그저제나내]|이는|그는"
    r"|하(?:다|나|나요|는|는지|는가|는데|면|고|지|지만|려면|여|여야|여도|며|거나|도록|던)|합니(?:까|다)|한(?:다|다면|다고|가요|지|데)?|할(?:까|까요|지)?"
    r"|해(?:도|서|야|요|야만|야지)?|했(?:다|나요|습니까|습니다|는지|던)|된(?:다|다면|다고|지)?|될(?:까|까요|지)?|됩니(?:까|다)"
    r"|인(?:가|가요|지|데)|입니(?:까|다)|일(?:까|까요|지)|이란|[인일은는을를의에와과도로가란]"
)
"""Korean words that say nothing of what a question is about, with the endings that they take."""
_KOREAN_TAIL = re.compile(
    r"(?:에서는|에서도|에게는|으로는|으로도|이라고|라고|이라는|라는|에서|에게|부터|까지|으로|이나|이랑|하고|처럼|보다|마다|조차|밖에"
    r"|하나요|합니까|하는가|한가요|인가요|입니까|일까요|할까요|될까요|되나요|됩니까|되는가|된다면|된다고|된다|한다면|한다고|한다|했나요|했습니까|했는지|하는지|되는지"
    r"|인지|나요|까요|가요|어요|아요|지요|죠|는지|은요|는요|이요|네요|해요|돼요|예요|이에요|에요|습니까|습니다|ㅂ니까|하면|되면|해도|돼도|하는|되는|하여|되어|해야|했던|되었"
    r"|은|는|이|가|을|를|의|에|와|과|도|로|만|요)$"
)


def content_words(text: str) -> list[str]:
    """The words of ``text`` that tell what it is about, lower case; Korean ones lose particles and question endings."""
    words = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text).lower()):
        if "가" <= word[0] <= "힣":
            if _KOREAN_STOP.fullmatch(word) or _KOREAN_TAIL.fullmatch(word):
                continue
            stem = _KOREAN_TAIL.sub("", word) if len(word) > 2 else word
            words.append(stem if len(stem) >= 2 else word)
        elif word not in STOP_WORDS:
            words.append(word)
    return words


def tokens(text: str, language: Language) -> list[str]:
    """The lexical tokens of ``text`` in a lexicon of ``language``, with repeats.

    English lexicons take stems of Latin words and numbers; Korean ones take the character bigrams within each Hangul
    word (a one-syllable word as it is) beside Latin words and numbers.

    >>> tokens("Police cameras", "en"), tokens("얼굴인식은", "ko")
    (['polic', 'camera'], ['얼굴', '굴인', '인식', '식은'])
    """
    found: list[str] = []
    for word in _WORD.findall(unicodedata.normalize("NFC", text).lower()):
        found.extend(_of_word(word, language))
    return found


@lru_cache(maxsize=65536)
def _of_word(word: str, language: Language) -> tuple[str, ...]:
    if "가" <= word[0] <= "힣":
        return _bigrams(word) if language == "ko" else ()
    return () if word in STOP_WORDS else (str(_STEMMER.stemWord(word)),)


def _bigrams(word: str) -> tuple[str, ...]:
    """The character bigrams of a Hangul word; another word, or one syllable, as it is."""
    if "가" <= word[0] <= "힣":
        return tuple(word[at : at + 2] for at in range(len(word) - 1)) or (word,)
    return (word,)


def phrases(text: str, language: Language) -> list[str]:
    """The tokens of a question with the little words that tell what it asks for, and in English each pair of words.

    >>> phrases("Since when is it banned?", "en")
    ['sinc', 'when', 'is', 'it', 'ban', 'sinc when', 'when is', 'is it', 'it ban']
    """
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    if language == "ko":
        return list(dict.fromkeys(token for word in words for token in _bigrams(word)))
    stems = [str(_STEMMER.stemWord(word)) for word in words]
    return list(dict.fromkeys([*stems, *map(" ".join, itertools.pairwise(stems))]))


def query_tokens(text: str, language: Language) -> list[str]:
    """The tokens of a question's content words, each once."""
    return list(dict.fromkeys(token for word in content_words(text) for token in tokens(word, language)))


class Lexicon:
    """BM25 over the tokens of one kind (English, Korean, concepts); text ``i`` is passage ``i`` of the index."""

    def __init__(self, bm25: Any, size: int) -> None:
        self._bm25, self._size = bm25, size

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]], length_weight: float = 0.75, repeats: float = 1.2) -> Lexicon:
        """Index tokenised ``texts``; one without tokens is never found.

        ``length_weight`` is BM25's b, 0 to 1: how much a long text is set back for its length; ``repeats`` its k1, from
        0: how much a token counts for more where a text repeats it.
        """
        bm25 = bm25s.BM25(k1=repeats, b=length_weight)
        bm25.index([list(text) or ["\0"] for text in texts], show_progress=False)
        return cls(bm25, len(texts))

    def __contains__(self, token: str) -> bool:
        """Whether any text holds ``token``."""
        return token in self._bm25.vocab_dict

    def save(self, folder: Path) -> None:
        """Write the lexicon into ``folder``."""
        self._bm25.save(str(folder), show_progress=False)

    @classmethod
    def open(cls, folder: Path, size: int) -> Lexicon:
        """Read a saved lexicon; raise IndexFault where it is missing, damaged or of another size."""
        try:
            bm25 = bm25s.BM25.load(str(folder), load_corpus=False, show_progress=False)
            held = int(bm25.scores["num_docs"])
        except (OSError, ValueError, KeyError, EOFError, TypeError) as error:
            raise IndexFault(f"The lexicon {folder} is missing or damaged: {error}") from None
        if held != size:
            raise IndexFault(f"The lexicon {folder} holds {held} texts, expected {size}.")
        return cls(bm25, size)

    def scores(self, query: Sequence[str]) -> NDArray[np.float32]:
        """The BM25 score of every text for the query's tokens; zeros where none is known."""
        known = [token for token in query if token in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        found: NDArray[np.float32] = self._bm25.get_scores(known)
        return found

    def shares(self, query: Sequence[str]) -> NDArray[np.float32]:
        """The scores as shares, 0 to 1, of the best one or of what a text with half of the query's weight would have.

        So a query of which every text holds but a crumb gives small shares, not 1 for the text with the largest crumb.
        """
        scores = self.scores(query)
        top = max(float(scores.max(initial=0.0)), 0.5 * sum(map(self.rarity, query)))
        return scores / top if top > 0 else scores

    def weighted_shares(self, query: Mapping[str, float]) -> NDArray[np.float32]:
        """The same for a query whose tokens have weights, 0 to 1."""
        scores = np.zeros(self._size, dtype=np.float32)
        held = self._bm25.scores
        for token, weight in query.items():
            at = self._bm25.vocab_dict.get(token)
            if at is not None:
                span = slice(int(held["indptr"][at]), int(held["indptr"][at + 1]))
                scores[held["indices"][span]] += weight * held["data"][span]
        top = max(float(scores.max(initial=0.0)), 0.5 * sum(w * self.rarity(token) for token, w in query.items()))
        return scores / top if top > 0 else scores

    def rarity(self, token: str) -> float:
        """The inverse document frequency of a token (BM25's, natural logarithm), highest for one that no text holds."""
        at = self._bm25.vocab_dict.get(token)
        texts = 0 if at is None else int(self._bm25.scores["indptr"][at + 1] - self._bm25.scores["indptr"][at])
        return math.log(1 + (self._size - texts + 0.5) / (texts + 0.5))
