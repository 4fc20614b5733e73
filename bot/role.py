"""Role: what a statement does in its answer."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a statement does in its answer."""

    RULE = "rule"
    EXCEPTION = "exception"
    CONDITION = "condition"
    NOTE = "note"
    """How a rule that is imprecise or out of date stands today."""
