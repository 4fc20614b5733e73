"""Step: where the guide is with a question, so that a page can say so."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """The steps of Guide.ask, in order."""

    READING = "reading"
    SEARCHING = "searching"
    WRITING = "writing"
    CHECKING = "checking"


OnStep = Callable[[Step], None]


def unwatched(step: Step) -> None:
    """Take note of a step when nobody watches."""
