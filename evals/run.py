"""Run: a folder with what was expected and what the guide answered, case by case, and how it was made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.reason import Reason
from corpus import json_lines
from corpus.instrument import Language
from evals.case import Case, Split, Status
from evals.errors import RunError

RUNS = Path("runs")
ANSWERS = "answers.jsonl"
SETTINGS = "settings.json"


class Citation(BaseModel):
    """A citation as the guide gave it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    locator: str
    quote: str
    quote_kind: str


class Statement(BaseModel):
    """A statement as the guide showed it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    verdict: str
    citations: tuple[Citation, ...]


class Given(BaseModel):
    """An answer in the guide's JSON form, as far as it is scored."""

    model_config = ConfigDict(extra="allow", frozen=True)

    language: Language
    status: str
    reason: str | None
    statements: tuple[Statement, ...]
    message: str | None = None


class Answered(BaseModel):
    """One case of a run: what was expected and, apart from it, what was answered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    language: Language
    kind: str
    split: Split
    question: str
    history: tuple[dict[str, str], ...] = ()
    note: str | None = None
    expected_status: Status | None
    expected_reason: Reason | None
    expected_gold: tuple[str, ...]
    expected_all_of: tuple[str, ...]
    expected_must_not_say: tuple[str, ...]
    actual_answer: Given
    actual_confidence: float
    """How far the guide was from refusing, -4 to 4; from 0 on it answered (see Guide.confidence)."""
    actual_stored: dict[str, dict[str, str]]
    """For each cited locator, SHA-256 of its stored words by kind and language: ``official-en``, ``summary-ko``."""

    @classmethod
    def of(
        cls, case: Case, answer: Mapping[str, Any], confidence: float, stored: dict[str, dict[str, str]]
    ) -> Answered:
        """The line of a case that was answered with ``answer``."""
        return cls(
            id=case.id,
            language=case.language,
            kind=case.kind,
            split=case.split,
            question=case.question,
            history=tuple({"question": turn.question, "answer": turn.answer} for turn in case.history),
            note=case.note,
            expected_status=case.expected_status,
            expected_reason=case.expected_reason,
            expected_gold=tuple(map(str, case.gold)),
            expected_all_of=tuple(map(str, case.all_of)),
            expected_must_not_say=case.must_not_say,
            actual_answer=Given.model_validate(answer),
            actual_confidence=confidence,
            actual_stored=stored,
        )

    @property
    def cited(self) -> tuple[str, ...]:
        """The locators that the answer cites, each once."""
        return tuple(dict.fromkeys(c.locator for s in self.actual_answer.statements for c in s.citations))


@dataclass(frozen=True, slots=True)
class Run:
    """A run that was read back."""

    folder: Path
    settings: Mapping[str, Any]
    answered: tuple[Answered, ...]


def write(folder: Path, settings: Mapping[str, Any], answered: Iterable[Answered]) -> None:
    """Write a run into ``folder``, which must not hold one yet."""
    if (folder / ANSWERS).exists():
        raise RunError(f"{folder} already holds a run; name another folder with --out")
    lines = "".join(line.model_dump_json() + "\n" for line in answered)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        (folder / ANSWERS).write_text(lines, encoding="utf-8")
    except OSError as error:
        raise RunError(f"The run cannot be written to {folder}: {error.strerror}") from None


def read(folder: Path) -> Run:
    """The run in ``folder``; raise RunError where it is missing or malformed."""
    try:
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"{folder / SETTINGS} cannot be read: {error}") from None
    answered = tuple(line for _, line in json_lines.read(folder / ANSWERS, Answered, RunError))
    if not answered:
        raise RunError(f"{folder / ANSWERS} holds no answers")
    return Run(folder, settings, answered)


def free_folder(date: str) -> Path:
    """The first folder ``runs/<date>-<number>`` that is not taken."""
    day = re.sub(r"[^0-9-]", "", date)
    number = 1
    while (RUNS / f"{day}-{number}").exists():
        number += 1
    return RUNS / f"{day}-{number}"
