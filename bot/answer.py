"""Answer: what one question gets, Guidance or a Refusal, with a Record of how it came about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.citation import Citation
from bot.grounding import Verdict
from bot.reason import Reason
from bot.role import Role
from corpus.instrument import Language
from corpus.locator import Locator


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement that passed its check, as it is shown."""

    text: str
    role: Role
    citations: tuple[Citation, ...]
    """At least one."""
    of: Locator | None = None
    """The rule that an exception, condition or note belongs to."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A statement that failed its check: counted, never shown as an answer."""

    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Record:
    """How an answer came about."""

    writer: str
    """``extractive`` or ``model``; ``none`` where nothing was written."""
    model: str | None
    """The language model's name, where one was asked."""
    prompt: str | None
    """First 12 digits of the SHA-256 of the words sent as instructions."""
    corpus: str
    """First 12 digits of the digest of the corpus that was searched."""
    embedder: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Guidance:
    """An answer: supported statements, best first, each rule with its exceptions."""

    question: str
    language: Language
    statements: tuple[ShownStatement, ...]
    withheld: tuple[Withheld, ...]
    message: str | None
    """What the reader must know about how it was made, such as a model's draft that failed its check."""
    record: Record


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer, with the reason's name and sentence."""

    question: str
    language: Language
    reason: Reason
    message: str
    """The sentence shown to the reader, in ``language``."""
    nearest: tuple[Citation, ...]
    """Provisions worth reading."""
    withheld: tuple[Withheld, ...]
    record: Record


Answer = Guidance | Refusal


def as_json(answer: Answer, id: str | None = None) -> dict[str, Any]:
    """The answer in the form that evaluators rely on (a dict that json.dumps takes)."""
    statements: tuple[ShownStatement, ...] = ()
    nearest: tuple[Citation, ...] = ()
    reason: str | None = None
    if isinstance(answer, Guidance):
        status, statements = "answered", answer.statements
    else:
        status, reason, nearest = answer.reason.status, answer.reason.value, answer.nearest
    return {
        "id": id,
        "question": answer.question,
        "language": answer.language,
        "status": status,
        "reason": reason,
        "statements": [
            {
                "text": statement.text,
                "verdict": Verdict.SUPPORTED.value,
                "citations": [citation.as_json() for citation in statement.citations],
            }
            for statement in statements
        ],
        "message": answer.message,
        "withheld": [{"text": withheld.text, "verdict": withheld.verdict.value} for withheld in answer.withheld],
        "nearest": [str(citation.locator) for citation in nearest],
        "record": {
            "writer": answer.record.writer,
            "model": answer.record.model,
            "prompt": answer.record.prompt,
            "corpus": answer.record.corpus,
            "embedder": answer.record.embedder,
            "milliseconds": answer.record.milliseconds,
        },
    }


__all__ = ["Answer", "Guidance", "Reason", "Record", "Refusal", "Role", "ShownStatement", "Withheld", "as_json"]
