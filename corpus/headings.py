"""Headings: what the guide calls articles, sections and paragraphs of official texts of which parts have no record."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from corpus import json_lines
from corpus.errors import LocatorError, RecordError
from corpus.instrument import Language
from corpus.locator import Locator

FOLDER = "headings"
"""The folder of headings beside that of the instruments."""

Headings = Mapping[Locator, Mapping[Language, str]]
"""By whole unit and language; that of a heading in the official text itself is left out."""


def read(folder: Path, instruments: Container[str]) -> Headings:
    """The headings of ``<instrument>.jsonl``, a unit a line; RecordError tells the place of the first fault."""
    found: dict[Locator, Mapping[Language, str]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem not in instruments:
            raise RecordError(f"{path}: no instrument '{path.stem}' here")
        for number, line in json_lines.read(path, _Line, RecordError):
            try:
                locator = Locator.within(path.stem, line.unit)
            except LocatorError as error:
                raise RecordError(f"{path}:{number}: unit: {error}") from None
            if locator in found or locator.subs:
                why = "is part of a unit" if locator.subs else "is given twice"
                raise RecordError(f"{path}:{number}: unit: {locator} {why}")
            said: dict[Language, str | None] = {"en": line.en, "ko": line.ko}
            found[locator] = {language: text for language, text in said.items() if text is not None}
    return found


_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Line(BaseModel):
    """A line of a file of headings."""

    model_config = ConfigDict(extra="forbid")

    unit: str
    """Within the instrument, such as ``art-20``."""
    en: _Words | None = None
    ko: _Words | None = None
