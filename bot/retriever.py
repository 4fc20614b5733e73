"""Retriever: the passages that bear on a question: what the lanes see, weighted by what each passage is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.conversation import Standalone
from bot.embedder import Embedder
from bot.filter import EVERYTHING, Filter
from bot.index import Index
from bot.lanes import LANES, Lane, Lanes
from bot.likeness import Scores
from bot.period import Period
from bot.reading import Reading
from bot.weights import Weights
from corpus.instrument import LANGUAGES, Instrument, Issuer, Language
from corpus.locator import Locator
from corpus.passage import Passage

FOUNDING_ACT = "kr-nhrc-act"
"""The statute that says what the Commission may do; a question about the Commission is about it too."""
NAMED_BONUS = 0.25
"""What the records of a named source gain, so that naming it finds it even where no other word does; its kin half."""
PLACE_BONUS = 0.8
"""What a record gains that names the Member State asked about: it says what holds there and nowhere else."""
THEN_BONUS = 0.15
"""What an earlier wording gains where a question asks for the law of its time."""
ABOUT = 0.85
"""What is left of the score of a passage from a text about the one that a question names, or that changed it."""
UNFITTING = 0.2
"""What is left of the score of a passage from another source than the question names."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with its scores."""

    passage: Passage
    score: float
    """The fused score, about 0 to 3; comparable within one search."""
    lexical: float
    """How much of the question's words it holds, 0 to about 1 (see Lexicon.shares)."""
    concept: float
    """How much of the question's concepts it holds, 0 to about 1."""
    dense: float | None
    """Cosine of question and passage, 0 where it is not among the nearest; None where the dense lane did not look."""
    sample: float
    """How alike the question is to a sample question of it, 0 to about 1."""
    nearer: float
    """How much nearer the question is to a sample of it than to one that nothing answers: a difference of cosines."""
    exact: bool
    """The question names its locator."""

    def as_json(self, language: Language) -> dict[str, Any]:
        """The hit in a form that json.dumps takes: locator, scores, and its text in ``language`` or else the other."""
        return {
            "locator": str(self.passage.locator),
            "score": round(self.score, 4),
            "lexical": round(self.lexical, 4),
            "concept": round(self.concept, 4),
            "dense": None if self.dense is None else round(self.dense, 4),
            "sample": round(self.sample, 4),
            "exact": self.exact,
            "text": next(filter(None, map(self.passage.statement, (language, *LANGUAGES)))),
        }


class Retriever:
    """Searches one index."""

    def __init__(self, index: Index, passages: Sequence[Passage], embedder: Embedder) -> None:
        self.index, self.passages = index, passages
        self.lanes = Lanes(index, embedder)
        self._weights = Weights(passages)
        self._instrument = np.array([passage.locator.instrument for passage in passages])
        wordings = {passage.instrument.wording: passage.instrument for passage in passages}
        self._instruments = {held.id: held for held in wordings.values() if held.version is None}
        earlier = {name: held for name, held in wordings.items() if held.version is not None}
        self._earlier = np.array([passage.instrument.wording in earlier for passage in passages])
        self._times = [(held, _of(held, passages), _replaced(held, passages)) for held in earlier.values()]

    @property
    def instruments(self) -> Set[str]:
        """Ids of the instruments that have a passage."""
        return self._instruments.keys()

    def search(
        self, question: Standalone, count: int, lanes: Set[Lane] = LANES, only: Filter = EVERYTHING
    ) -> tuple[Hit, ...]:
        """The ``count`` best passages that ``lanes`` see and ``only`` admits, best first.

        Raises IndexFault where the vector search fails.
        """
        fits, about = self._fitting(question.whole), self._about(question.whole)
        admitted = self._admitted(only)
        among = admitted if fits is None else admitted & (fits | about)
        seen = self.lanes.look(question, None if among.all() else np.flatnonzero(among)).only(lanes)
        fused = seen.fused()
        fused = np.where(fused > 0, fused + self._weights.of(question, fits is not None), 0)
        if fits is not None:
            own = np.isin(self._instrument, question.whole.meant)
            gain = NAMED_BONUS * self._weights.recorded * np.where(own, 1.0, 0.5 if question.whole.meant else 1.0)
            fused = np.where(fits, fused + gain, np.where(about, ABOUT, UNFITTING) * fused)
        fused = fused + PLACE_BONUS * self._naming_the_place(question.whole)
        fused = np.where(self._in_their_time(question.period), fused, 0)
        if question.period is not None:
            fused = np.where((fused > 0) & self._earlier, fused + THEN_BONUS, fused)
        fused = np.where(admitted, fused, 0)
        best = [int(at) for at in np.argsort(-fused, kind="stable")[:count] if fused[at] > 0]
        return tuple(
            Hit(
                self.passages[at],
                float(fused[at]),
                float(seen.lexical[at]),
                float(seen.concept[at]),
                float(seen.dense[at]) if seen.dense is not None else None,
                float(seen.sample[at]),
                float(seen.nearer[at]),
                exact=False,
            )
            for at in best
        )

    def _admitted(self, only: Filter) -> NDArray[np.bool_]:
        """Which passages a filter admits."""
        if only.open:
            return np.ones(len(self.passages), dtype=np.bool_)
        today = datetime.date.today()
        return np.array([only.admits(passage, today) for passage in self.passages])

    def exact(self, question: Standalone, named: Sequence[Passage]) -> tuple[Hit, ...]:
        """The provisions that a question names; each holds the words and concepts of all that stands on its ground."""
        if not named:
            return ()
        lexical, concept = self.lanes.lexical(question), self.lanes.concept(question)
        grounds = [(passage, self._on_the_ground_of(passage.locator)) for passage in named]
        return tuple(
            Hit(passage, 1.0, _most(lexical, ground), _most(concept, ground), None, 0.0, 0.0, exact=True)
            for passage, ground in grounds
        )

    def _on_the_ground_of(self, locator: Locator) -> list[int]:
        """Where the passages stand that are this provision, or are inside it or around it."""
        near = ((at, self.passages[at].locator) for at in self._by_whole.get(locator.whole, ()))
        return [at for at, other in near if other.contains(locator) or locator.contains(other)]

    @cached_property
    def _by_whole(self) -> Mapping[Locator, Sequence[int]]:
        """Where the passages of each whole article, recital, paragraph ... stand."""
        found: dict[Locator, list[int]] = {}
        for at, passage in enumerate(self.passages):
            found.setdefault(passage.locator.whole, []).append(at)
        return found

    def _naming_the_place(self, reading: Reading) -> NDArray[np.bool_]:
        """Which records name a Member State asked about."""
        places = {mention.term.id for mention in reading.member_states}
        if not places:
            return np.zeros(len(self.passages), dtype=np.bool_)
        named = self.index.named
        return np.array([p.record is not None and bool(places & named[str(p.locator)]) for p in self.passages])

    def _in_their_time(self, period: Period | None) -> NDArray[np.bool_]:
        """Which passages are of the wording asked for: today's, or the earlier one that stood in ``period``."""
        kept = ~self._earlier
        for version, own, replaced in self._times:
            if period is not None and version.stood(period.first, period.last):
                kept = (kept & ~replaced) | own
        return kept

    def _fitting(self, reading: Reading) -> NDArray[np.bool_] | None:
        """Which passages are of the sources that a question names; None if it names none that is held."""
        named = {id for id, held in self._instruments.items() if is_meant(reading, held)}
        return np.isin(self._instrument, list(named)) if named else None

    def _about(self, reading: Reading) -> NDArray[np.bool_]:
        """Which passages are of texts about an instrument that a question names, or of those that changed it."""
        named = set(reading.meant)
        if not named:
            return np.zeros(len(self.passages), dtype=np.bool_)
        changed = {id for held in named & self._instruments.keys() for id in self._instruments[held].amended_by}
        about = {held.id for held in self._instruments.values() if named & {*held.about}}
        return np.isin(self._instrument, [*changed, *about])


def _most(shares: Scores, at: Sequence[int]) -> float:
    return float(shares[list(at)].max()) if at else 0.0


def _of(version: Instrument, passages: Sequence[Passage]) -> NDArray[np.bool_]:
    """Which passages are of an earlier wording."""
    return np.array([passage.instrument.wording == version.wording for passage in passages])


def _replaced(version: Instrument, passages: Sequence[Passage]) -> NDArray[np.bool_]:
    """Which passages of today's wording an earlier one replaces: all where its whole text is held, else its own."""
    own = {replace(p.locator, date=None) for p in passages if p.instrument.wording == version.wording}
    near = {around for locator in own for around in (locator, *_outwards(locator))}
    return np.array(
        [
            passage.instrument.wording == version.id
            and (
                bool(version.official)
                or passage.locator in near
                or any(around in own for around in _outwards(passage.locator))
            )
            for passage in passages
        ]
    )


def _outwards(locator: Locator) -> Iterator[Locator]:
    """The provisions around one, from the inside out."""
    around = locator.parent
    while around is not None:
        yield around
        around = around.parent


def is_meant(reading: Reading, instrument: Instrument) -> bool:
    """Whether a question that names sources means this instrument.

    An issuer named together with an instrument of its own ("the EU's AI Act") means no more than that instrument.
    """
    if any(belongs(instrument.id, named) for named in reading.meant):
        return True
    return bool(reading.loose_issuers & speaks_for(instrument))


def belongs(instrument: str, named: str) -> bool:
    """Whether who names one instrument means the other too: a statute and its decree, a decision and its sequel."""
    return _root(instrument) == _root(named)


def _root(instrument: str) -> str:
    return re.sub(r"-(?:decree|\d{4})$", "", instrument)


def speaks_for(instrument: Instrument) -> frozenset[Issuer]:
    """The issuers that an instrument answers for: who asks for Korea asks for its Commission too, and the statute that
    founds the Commission is about it."""
    if instrument.id == FOUNDING_ACT:
        return frozenset({Issuer.KOREA, Issuer.NHRCK})
    if instrument.issuer is Issuer.NHRCK:
        return frozenset({Issuer.NHRCK, Issuer.KOREA})
    return frozenset({instrument.issuer})
