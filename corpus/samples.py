"""Samples: questions that people ask, those that a provision answers and those that none does; nobody is shown them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
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
    """The sample questions of the register."""

    of: Mapping[Locator, Asked]
    """By the provision that answers them: it is found by them."""
    unanswered: Mapping[Language, tuple[Unanswered, ...]]
    """Those that no provision answers: what is nearer to them than to the others is refused."""
    digest: str
    """SHA-256 over the files: it changes when any question does."""
    places: Mapping[Locator, tuple[Path, int]]
    """The file and line of each provision."""

    @classmethod
    def load(cls, folder: Path = SAMPLES, unanswered: Path = UNANSWERED) -> Samples:
        """Read ``<instrument>.jsonl``, a provision a line, and the unanswered, a question a line.

        Raises RecordError naming file, line and field of the first fault.
        """
        digest = hashlib.sha256()
        found: dict[Locator, Asked] = {}
        places: dict[Locator, tuple[Path, int]] = {}
        for path in sorted(folder.glob("*.jsonl")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
            for number, line in json_lines.read(path, _Line, RecordError):
                try:
                    locator = Locator.within(path.stem, line.locator)
                except LocatorError as error:
                    raise RecordError(f"{path}:{number}: locator: {error}") from None
                if locator in found:
                    raise RecordError(f"{path}:{number}: locator: {locator} is given twice")
                found[locator] = {"en": tuple(line.en), "ko": tuple(line.ko)}
                places[locator] = path, number
        refused: dict[Language, list[Unanswered]] = {"en": [], "ko": []}
        for _, one in json_lines.read(unanswered, _Refused, RecordError):
            refused[one.language].append(Unanswered(one.question, one.reason == "out_of_scope"))
        digest.update(unanswered.read_bytes())
        told = {language: tuple(questions) for language, questions in refused.items()}
        return cls(found, told, digest.hexdigest(), places)

    def audit(self, register: Register) -> Iterator[Finding]:
        """What is wrong: a provision without a record, a question given twice or not in its language, a record missed.

        Records of earlier wordings need none: they have those of today's.
        """
        texts: Asked = {language: tuple(one.text for one in some) for language, some in self.unanswered.items()}
        for message in _misspoken(texts):
            yield Finding(Level.ERROR, UNANSWERED, 1, "unanswered", message)
        for locator, asked in self.of.items():
            path, line = self.places[locator]
            for message in _faults(locator, asked, register):
                yield Finding(Level.ERROR, path, line, str(locator), message)
        for locator in register.provisions:
            if locator.date is None and locator not in self.of:
                path = SAMPLES / f"{locator.instrument}.jsonl"
                yield Finding(Level.WARNING, path, 1, str(locator), "no sample question leads to this record")


def _faults(locator: Locator, asked: Asked, register: Register) -> Iterator[str]:
    if locator not in register.provisions or locator.date is not None:
        yield "this is no record of the register as it stands today"
    yield from _misspoken(asked)


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


class _Refused(BaseModel):
    """A line of the file of questions that no provision answers."""

    model_config = ConfigDict(extra="forbid")

    language: Language
    question: _Question
    reason: Literal["not_in_corpus", "out_of_scope"]
    """Why: another fact about the subject, or another subject."""
