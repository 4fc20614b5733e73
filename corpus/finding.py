"""Finding: what an audit of the corpus found, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.locator import Locator


class Level(StrEnum):
    """Whether a finding is a fault or something to look at again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, and where."""

    level: Level
    file: Path
    line: int
    locator: str
    """The record's locator, or the instrument's id where the finding is about the whole file."""
    message: str

    def __str__(self) -> str:
        return f"{self.level}: {self.file}:{self.line}: {self.locator}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """All findings in the order of the files, and what was counted."""

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    units: frozenset[Locator] = frozenset()
    """Every provision of the official texts at hand."""
