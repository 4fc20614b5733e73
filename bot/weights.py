"""Weights: what a passage gains or loses for what it is, beside what its words share with a question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.conversation import Standalone
from bot.reading import Reading
from corpus.instrument import Force, Issuer
from corpus.locator import Locator
from corpus.passage import Passage
from corpus.provision import Addressee, Modality, Provision, Topic

RECORD = 0.1
"""A record is found before bare official words of equal score: it is checked, bilingual and knows its exceptions."""
CENTRAL = 0.035
"""What a provision gains for each doubling of the records that point at it."""
RECITAL = -0.11
"""A recital explains; the operative provision comes first."""
STATES = -0.03
"""What merely defines or finds comes after what asks or forbids, unless the question asks for it."""
SECONDARY = -0.03
"""A record that could only be checked against a secondary source comes after one checked against official words."""
FORCE = {
    Force.CONSTITUTION: 0.0,
    Force.TREATY: 0.0,
    Force.STATUTE: 0.04,
    Force.DECREE: 0.02,
    Force.REGULATION: 0.05,
    Force.DIRECTIVE: 0.03,
    Force.RECOMMENDATION: 0.04,
    Force.GENERAL_COMMENT: 0.0,
    Force.GUIDANCE: -0.15,
    Force.OPINION: -0.14,
    Force.REPORT: -0.05,
}
"""What binds comes before what explains it; the Commission's own text speaks with the weight of a rule here."""
HOME = {Issuer.NHRCK: 0.06, Issuer.KOREA: 0.05, Issuer.UN: 0.02, Issuer.EU: 0.02, Issuer.US: -0.06}
"""What an issuer's provisions gain where a question names no source: the guide starts from the NHRCK decision."""
IN_KOREAN = 0.1
"""What Korean provisions gain further where such a question is in Korean: it is most likely asked in Korea."""
ASKING = frozenset({Modality.MUST, Modality.MUST_NOT, Modality.SHOULD, Modality.SHOULD_NOT})
DUTY = 0.1
"""What a provision that asks for something gains where the question asks what must or should be done."""
DEFINITION = -0.05
"""What a definition loses where the question asks for none."""
STATE_ONLY = -0.2
"""What a rule for the State alone loses where a question is about a private use, at work, in a shop, at school."""
PRIVATE_ONLY = -0.1
"""What a rule for private bodies alone loses where a question is about the police."""

_STATE = frozenset(
    {
        *(Addressee.STATE, Addressee.LEGISLATURE, Addressee.GOVERNMENT, Addressee.PUBLIC_BODY),
        *(Addressee.LAW_ENFORCEMENT, Addressee.COURT_OR_AUTHORITY, Addressee.NHRCK, Addressee.EU_COMMISSION),
    }
)
_PRIVATE = frozenset({Topic.PRIVATE_SECTOR, Topic.SCHOOLS_WORKPLACES})

Scores = NDArray[np.float32]


class Weights:
    """The weights of the passages of one index."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        links = _links_to(passages)

        def of_records(holds: Callable[[Provision], bool]) -> Scores:
            return np.array([p.record is not None and holds(p.record) for p in passages], dtype=np.float32)

        self.recorded = of_records(lambda _: True)
        """1 where a passage has a record, else 0."""
        self._links = np.array([math.log2(1 + links[p.locator]) for p in passages], dtype=np.float32)
        self._recital = np.array([p.locator.part == "rec" for p in passages], dtype=np.float32)
        self._states = of_records(lambda record: record.modality is Modality.STATES)
        self._secondary = of_records(lambda record: record.checked.secondary is not None)
        self._asks = of_records(lambda record: record.modality in ASKING)
        self._defines = of_records(lambda record: Topic.DEFINITION in record.topics)
        self._state_only = of_records(lambda record: bool(record.addressees) and record.addressees <= _STATE)
        self._private_only = of_records(lambda record: record.addressees == {Addressee.PRIVATE_BODY})
        self._force = np.array([FORCE.get(p.instrument.force, 0.0) for p in passages], dtype=np.float32)
        korean = np.array([p.instrument.issuer in (Issuer.NHRCK, Issuer.KOREA) for p in passages], dtype=np.float32)
        self._in_korean = IN_KOREAN * korean
        self._home = np.array([HOME.get(p.instrument.issuer, 0.0) for p in passages], dtype=np.float32)

    def of(self, question: Standalone, sourced: bool) -> Scores:
        """What each passage gains or loses for ``question``; ``sourced``: it names a source that is held."""
        reading = question.whole
        weights: Scores = (
            RECORD * self.recorded + CENTRAL * self._links + RECITAL * self._recital + STATES * self._states
        )
        weights = weights + SECONDARY * self._secondary + self._force
        if Topic.DEFINITION not in reading.topics:
            weights = weights + DEFINITION * self._defines
        if question.own.asks_for_duty:
            weights = weights + DUTY * self._asks
        if is_private(reading):
            weights = weights + STATE_ONLY * self._state_only
        elif Topic.LAW_ENFORCEMENT in reading.topics:
            weights = weights + PRIVATE_ONLY * self._private_only
        if sourced:
            return weights
        return weights + self._home + (self._in_korean if question.language == "ko" else 0)


def is_private(reading: Reading) -> bool:
    """Whether a question is about a private use, and not about the police."""
    return bool(reading.topics & _PRIVATE) and Topic.LAW_ENFORCEMENT not in reading.topics


def _links_to(passages: Sequence[Passage]) -> Counter[Locator]:
    """How many records point at each provision: the central ones are pointed at most."""
    records = (passage.record for passage in passages if passage.record is not None)
    return Counter(link for record in records for link in (*record.exceptions, *record.conditions, *record.see_also))
