"""Samples: questions that people ask, those that a provision answers and those that none does; nobody is shown them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from corpus import json_lines
from corpus.errors import LocatorError, RecordError
from corpus.finding import Finding, Level
from corpus.hangul import mostly_hangul
from corpus.instrument import Language
from corpus.locator import Locator
from corpus.register import Register

SAMPLES = Path(__file__).parent / "samples"
OFFICIAL = "official"
"""The folder beside the files of records for what only an official text holds."""
UNANSWERED = Path(__file__).parent / "unanswered.jsonl"

Asked = Mapping[Language, tuple[str, ...]]
"""Questions in each language."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that no provision answers."""

    text: str
    other_subject: bool
    """Whether it is about something else; else it asks for another fact about the guide's subject."""


@dataclass(frozen=True)
class Samples:
    """The sample questions of the register, and of official words that no record tells."""

    of: Mapping[Locator, Asked]
    """By the provision that answers them: it is found by them."""
    official: frozenset[Locator]
    """Those of them that have no record."""
    unanswered: Mapping[Language, tuple[Unanswered, ...]]
    """Those that no provision answers: what is nearer to them than to the others is refused."""
    digest: str
    """SHA-256 over the files: it changes when any question does."""
    places: Mapping[Locator, tuple[Path, int]]
    """The file and line of each provision."""

    @classmethod
    def load(cls, folder: Path = SAMPLES, unanswered: Path = UNANSWERED) -> Samples:
        """Read ``<instrument>.jsonl`` here and in ``official``, a provision a line; the unanswered, a question a line.

        Raises RecordError naming file, line and field of the first fault.
        """
        digest = hashlib.sha256()
        found: dict[Locator, Asked] = {}
        places: dict[Locator, tuple[Path, int]] = {}
        paths = sorted(folder.glob("*.jsonl"))
        official = sorted((folder / OFFICIAL).glob("*.jsonl"))
        without: set[Locator] = set()
        for path in [*paths, *official]:
            digest.update(f"{path.parent.name}/{path.name}\0".encode() + path.read_bytes())
            for number, line in json_lines.read(path, _OfficialLine if path in official else _Line, RecordError):
                try:
                    locator = Locator.within(path.stem, line.locator)
                except LocatorError as error:
                    raise RecordError(f"{path}:{number}: locator: {error}") from None
                if locator in found:
                    raise RecordError(f"{path}:{number}: locator: {locator} is given twice")
                found[locator] = {"en": tuple(line.en), "ko": tuple(line.ko)}
                places[locator] = path, number
                if path in official:
                    without.add(locator)
        refused: dict[Language, list[Unanswered]] = {"en": [], "ko": []}
        for _, one in json_lines.read(unanswered, _Refused, RecordError):
            refused[one.language].append(Unanswered(one.question, one.reason == "out_of_scope"))
        digest.update(unanswered.read_bytes())
        told = {language: tuple(questions) for language, questions in refused.items()}
        return cls(found, frozenset(without), told, digest.hexdigest(), places)

    def audit(self, register: Register, units: Set[Locator] = frozenset()) -> Iterator[Finding]:
        """What is wrong: a provision without a record, a question given twice or not in its language, a record missed.

        Records of earlier wordings need none: they have those of today's. ``units`` are the provisions of the official
        texts at hand: what has no record must be one of them.
        """
        texts: Asked = {language: tuple(one.text for one in some) for language, some in self.unanswered.items()}
        for message in _misspoken(texts):
            yield Finding(Level.ERROR, UNANSWERED, 1, "unanswered", message)
        at_hand = {unit.instrument for unit in units}
        for locator, asked in self.of.items():
            path, line = self.places[locator]
            held = locator.instrument in register.instruments and (
                locator in units or locator.instrument not in at_hand
            )
            for message in _misplaced(locator, locator in self.official, locator in register.provisions, held):
                yield Finding(Level.ERROR, path, line, str(locator), message)
            for message in _misspoken(asked):
                yield Finding(Level.ERROR, path, line, str(locator), message)
        for locator in register.provisions:
            if locator.date is None and locator not in self.of:
                path = SAMPLES / f"{locator.instrument}.jsonl"
                yield Finding(Level.WARNING, path, 1, str(locator), "no sample question leads to this record")


def _misplaced(locator: Locator, official: bool, recorded: bool, held: bool) -> Iterator[str]:
    """Why questions may not stand where they do: ``official`` as official words, which are ``held`` or may be."""
    if official and recorded:
        yield f"this has a record: its questions belong to {SAMPLES.name}/{locator.instrument}.jsonl"
    elif official and not held:
        yield "no official text holds this"
    elif locator.date is not None or not (official or recorded):
        yield "this is no record of the register as it stands today"


def _misspoken(asked: Asked) -> Iterator[str]:
    for language, questions in asked.items():
        for question in questions:
            if mostly_hangul(question) != (language == "ko"):
                yield f"{language}: not in that language: {question}"
        if len(set(questions)) < len(questions):
            yield f"{language}: a question is given twice"


_Question = Annotated[str, Field(min_length=4, max_length=300)]


class _Line(BaseModel):
    """A line of a file of sample questions."""

    model_config = ConfigDict(extra="forbid")

    locator: str
    """Within the instrument, such as ``art-5/1/h``."""
    en: Annotated[list[_Question], Field(min_length=1)]
    ko: Annotated[list[_Question], Field(min_length=1)]


class _OfficialLine(_Line):
    """A line of a file of questions that official words answer: those of one language may lead to another part."""

    en: list[_Question] = []
    ko: list[_Question] = []


class _Refused(BaseModel):
    """A line of the file of questions that no provision answers."""

    model_config = ConfigDict(extra="forbid")

    language: Language
    question: _Question
    reason: Literal["not_in_corpus", "out_of_scope"]
    """Why: another fact about the subject, or another subject."""
