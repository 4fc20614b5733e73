"""Reason: each way of not answering has its own name; a Stop is a reason met on the way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Reason(StrEnum):
    """Why a question was not answered: a closed list, each with its own sentence in wording.py."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_IN_CORPUS = "not_in_corpus"
    PERSONAL_ADVICE = "personal_advice"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    NOT_GROUNDED = "not_grounded"
    NEEDS_FACTS = "needs_facts"
    SEARCH_FAILED = "search_failed"
    MODEL_FAILED = "model_failed"
    CHECK_FAILED = "check_failed"
    BAD_INPUT = "bad_input"

    @property
    def status(self) -> Literal["clarify", "refused", "error"]:
        """The status that an answer with this reason has."""
        if self is Reason.NEEDS_FACTS:
            return "clarify"
        return "error" if self in _FAULTS else "refused"


_FAULTS = frozenset({Reason.SEARCH_FAILED, Reason.MODEL_FAILED, Reason.CHECK_FAILED, Reason.BAD_INPUT})


@dataclass(frozen=True, slots=True)
class Stop:
    """A question goes no further, and why."""

    reason: Reason
    message: str | None = None
    """A sentence that says more than the reason's own, in the answer's language."""
