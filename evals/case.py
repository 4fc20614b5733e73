"""Case: one question with what a right answer must cite, or the reason for which it must be refused."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.question import Turn
from bot.reason import Reason
from corpus import json_lines
from corpus.errors import LocatorError
from corpus.instrument import Language
from corpus.locator import Locator
from evals.errors import CaseError

CASES = Path(__file__).parent / "cases"

Split = Literal["tune", "report"]
Status = Literal["answered", "clarify", "refused", "error"]


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what its answer is held to."""

    id: str
    language: Language
    kind: str
    """What the case tries: a fact, a pinpoint, an exception, a refusal ...; scores are given by kind."""
    question: str
    history: tuple[Turn, ...]
    """Earlier turns of the conversation."""
    expected_status: Status | None
    """None where answering and refusing are both right: the status is not scored."""
    expected_reason: Reason | None
    """None unless the question must be refused."""
    gold: tuple[Locator, ...]
    """Provisions that answer the question, each enough by itself; empty: citations are not scored."""
    all_of: tuple[Locator, ...]
    """Provisions that must all be cited, such as the exceptions of a rule."""
    must_not_say: tuple[str, ...]
    """Words that no shown statement may hold, such as a sentence that the question tries to inject."""
    inherits: bool | None
    """Whether a follow-up leans on the turns before it; None where that is not tried."""
    note: str | None
    """Why the gold is what it is, for people who read a failing case."""

    @property
    def split(self) -> Split:
        """Which half it belongs to."""
        return split(self.id)


def split(id: str) -> Split:
    """The half of a case, by the first byte of the SHA-256 of its id: even to tune on, odd to report on.

    >>> split("en-fact-001"), split("en-fact-004")
    ('report', 'tune')
    """
    return "report" if hashlib.sha256(id.encode()).digest()[0] % 2 else "tune"


def load(folder: Path = CASES) -> tuple[Case, ...]:
    """The cases of every ``*.jsonl`` file of ``folder``, in the order of the names; CaseError tells the first fault.

    A case is told by its id, which occurs once in the folder.
    """
    if not folder.is_dir():
        raise CaseError(f"{folder} is no folder of cases")
    cases: dict[str, Case] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in json_lines.read(path, _Line, CaseError):
            if line.id in cases:
                raise CaseError(f"{path}:{number}: id: '{line.id}' is given twice")
            cases[line.id] = line.value()
    if not cases:
        raise CaseError(f"{folder} holds no cases (files *.jsonl, a case a line)")
    return tuple(cases.values())


def _locator(text: str) -> str:
    try:
        Locator.parse(text)
    except LocatorError as error:
        raise ValueError(str(error)) from None
    return text


_Gold = Annotated[str, AfterValidator(_locator)]
_Words = Annotated[str, Field(min_length=1)]


class _Turn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    question: str
    answer: str = ""


class _Line(BaseModel):
    """A line of a case file."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern=r"^[\w.-]+$")]
    language: Language
    kind: _Words
    question: str
    history: list[_Turn] = []
    expected_status: Status | None = "answered"
    expected_reason: Reason | None = None
    gold: list[_Gold] = []
    all_of: list[_Gold] = []
    must_not_say: list[_Words] = []
    inherits: bool | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        status = self.expected_reason.status if self.expected_reason else "answered"
        if self.expected_status != status and (self.expected_status is not None or self.expected_reason):
            raise ValueError(f"expected_status is '{self.expected_status}', but expected_reason makes it '{status}'")
        if self.expected_reason and (self.gold or self.all_of):
            raise ValueError("gold and all_of belong to questions that are to be answered")
        if self.inherits is not None and not self.history:
            raise ValueError("inherits belongs to questions with a history")
        return self

    def value(self) -> Case:
        return Case(
            id=self.id,
            language=self.language,
            kind=self.kind,
            question=self.question,
            history=tuple(Turn(turn.question, turn.answer) for turn in self.history),
            expected_status=self.expected_status,
            expected_reason=self.expected_reason,
            gold=tuple(map(Locator.parse, self.gold)),
            all_of=tuple(map(Locator.parse, self.all_of)),
            must_not_say=tuple(self.must_not_say),
            inherits=self.inherits,
            note=self.note,
        )
